#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A Slurm of one node on this machine, kept in one folder, to try job arrays with. It needs Debian's slurm-wlm and munge, no systemd and no cgroups.
#   packaging/slurm_here.sh start DIR    # prints the line that makes sbatch and squeue of a shell use it
#   packaging/slurm_here.sh stop DIR
set -eu

if [ $# -ne 2 ]; then
    echo "usage: $0 start|stop DIR" >&2
    exit 2
fi
action=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
PATH=$PATH:/usr/sbin:/sbin

stop() {
    for daemon in slurmd slurmctld munged; do
        [ -s "$folder/$daemon.pid" ] || continue
        process=$(cat "$folder/$daemon.pid")
        kill "$process" 2>/dev/null || true
        tries=0
        while kill -0 "$process" 2>/dev/null && [ $tries -lt 100 ]; do
            tries=$((tries + 1))
            sleep 0.1
        done
        rm -f "$folder/$daemon.pid"
    done
}

free_ports() {
    python3 -c 'import socket
ends = [socket.socket() for _ in range(2)]
for end in ends: end.bind(("127.0.0.1", 0))
print(*(end.getsockname()[1] for end in ends))'
}

start() {
    for program in munged slurmctld slurmd sbatch sinfo; do
        command -v $program >/dev/null || { echo "$program is missing; apt-get install slurm-wlm munge" >&2; exit 1; }
    done
    umask 022
    chmod 755 "$folder"
    mkdir -p "$folder/state" "$folder/spool"
    [ -e "$folder/munge.key" ] || (umask 077; dd if=/dev/urandom of="$folder/munge.key" bs=1024 count=1 2>/dev/null)
    munged --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" --pid-file="$folder/munged.pid" \
        --log-file="$folder/munged.log" --seed-file="$folder/munge.seed"

    host=$(hostname -s)
    set -- $(free_ports)
    cat > "$folder/slurm.conf" <<CONFIG
ClusterName=here
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$1
SlurmdPort=$2
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=here Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONFIG
    export SLURM_CONF="$folder/slurm.conf"
    slurmctld -c
    slurmd -c
    tries=0
    until sinfo --noheader --format=%t 2>/dev/null | grep -q idle; do
        tries=$((tries + 1))
        if [ $tries -gt 150 ]; then
            echo "the node does not come up; see the logs in $folder" >&2
            stop
            exit 1
        fi
        sleep 0.2
    done
    echo "export SLURM_CONF='$SLURM_CONF'"
}

case $action in
start) start ;;
stop) stop ;;
*)
    echo "usage: $0 start|stop DIR" >&2
    exit 2
    ;;
esac
