<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>RunExport</name>
    <message>
        <source>“%1” is there already; nothing was copied.</source>
        <translation>“%1”已经存在；没有复制任何内容。</translation>
    </message>
    <message>
        <source>“%1” could not be copied: %2</source>
        <translation>无法复制“%1”：%2</translation>
    </message>
</context>
<context>
    <name>overdamp</name>
    <message>
        <source>raise α</source>
        <translation>调高 α</translation>
    </message>
    <message>
        <source>set g to 10</source>
        <translation>把 g 设为 10</translation>
    </message>
    <message>
        <source>open the gate</source>
        <translation>打开门控</translation>
    </message>
    <message>
        <source>engage from the start</source>
        <translation>从一开始就介入</translation>
    </message>
    <message>
        <source>drop 30 %</source>
        <translation>丢弃 30 %</translation>
    </message>
    <message>
        <source>turn DTU on</source>
        <translation>打开 DTU</translation>
    </message>
    <message>
        <source>drop 50 %</source>
        <translation>丢弃 50 %</translation>
    </message>
    <message>
        <source>set λ to 0.01</source>
        <translation>把 λ 设为 0.01</translation>
    </message>
    <message>
        <source>set the temperature to 1</source>
        <translation>把温度设为 1</translation>
    </message>
    <message>
        <source>use the synthetic language</source>
        <translation>使用合成语言</translation>
    </message>
    <message>
        <source>use the word tokenizer</source>
        <translation>使用词级分词器</translation>
    </message>
    <message>
        <source>let the policy choose</source>
        <translation>交给策略选择</translation>
    </message>
    <message>
        <source>train on the CPU</source>
        <translation>在 CPU 上训练</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>DMU</source>
        <translation>DMU</translation>
    </message>
    <message>
        <source>DTU</source>
        <translation>DTU</translation>
    </message>
    <message>
        <source>PSU/BAARA</source>
        <translation>PSU/BAARA</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Feedback strength</source>
        <translation>反馈强度</translation>
    </message>
    <message>
        <source>How strongly the feedback is added to the gradient that reaches the logits. 0 is ordinary training.</source>
        <translation>反馈以多大的强度加到到达 logits 的梯度上。0 即普通训练。</translation>
    </message>
    <message>
        <source>Feedback law</source>
        <translation>反馈律</translation>
    </message>
    <message>
        <source>What the feedback stabilises: the entropy of each prediction, the batch&apos;s token distribution (marginal), the drift from the running mean prediction (anchor), or the change from one position to the next (temporal).</source>
        <translation>反馈所稳定的量：每个预测的熵（entropy）、批次的词元分布（marginal）、相对于滑动平均预测的漂移（anchor），或相邻位置之间的变化（temporal）。</translation>
    </message>
    <message>
        <source>Feedback gain</source>
        <translation>反馈增益</translation>
    </message>
    <message>
        <source>Multiplies the law: the gradient on the logits receives α·g·∂Ψ/∂x.</source>
        <translation>反馈律的倍数：logits 上的梯度加上 α·g·∂Ψ/∂x。</translation>
    </message>
    <message>
        <source>Feedback noise</source>
        <translation>反馈噪声</translation>
    </message>
    <message>
        <source>Standard deviation of the Gaussian noise added to the gradient on each logit, before the division by the number of targets.</source>
        <translation>加到每个 logit 梯度上的高斯噪声的标准差，在除以目标数之前加入。</translation>
    </message>
    <message>
        <source>Engage at step</source>
        <translation>介入步</translation>
    </message>
    <message>
        <source>The feedback stays off before this step. Engaging at 0 freezes the random preferences of an untrained model.</source>
        <translation>在这一步之前反馈保持关闭。从 0 介入会把未训练模型的随机偏好固定下来。</translation>
    </message>
    <message>
        <source>Ramp length</source>
        <translation>爬升长度</translation>
    </message>
    <message>
        <source>After engagement α rises linearly to its full value over this many steps.</source>
        <translation>介入之后，α 在这么多步内线性升到全值。</translation>
    </message>
    <message>
        <source>Feedback gates DMU and DTU</source>
        <translation>反馈控制 DMU 和 DTU</translation>
    </message>
    <message>
        <source>While α is 0, DMU and DTU are bypassed, so that all configurations coincide there, as in the paper&apos;s ablation.</source>
        <translation>α 为 0 时旁路 DMU 和 DTU，使所有配置在此处一致，与论文的消融实验相同。</translation>
    </message>
    <message>
        <source>DMU masks</source>
        <translation>DMU 掩码</translation>
    </message>
    <message>
        <source>node_fix keeps an exact share of input and output nodes, node_prob keeps each at random, bernoulli masks input nodes only; edge_fix and edge_prob do the same to single weights and biases, which saves no work.</source>
        <translation>node_fix 保留固定比例的输入和输出节点，node_prob 随机保留每个节点，bernoulli 只对输入节点加掩码；edge_fix 和 edge_prob 对单个权重和偏置做同样的事，不节省计算。</translation>
    </message>
    <message>
        <source>DMU dropout</source>
        <translation>DMU 丢弃率</translation>
    </message>
    <message>
        <source>Share of the feed-forward nodes, or of the weights and biases, that is dropped in each step, the same for all tokens of the batch.</source>
        <translation>每一步中被丢弃的前馈节点（或权重和偏置）的比例，对批次中所有词元相同。</translation>
    </message>
    <message>
        <source>Rescale kept nodes</source>
        <translation>重新缩放保留的节点</translation>
    </message>
    <message>
        <source>Divides the kept inputs, in the edge modes the kept weights and biases, by the keep probability, as ordinary dropout does. The paper does not.</source>
        <translation>把保留的输入（边模式下为保留的权重和偏置）除以保留概率，如普通 dropout 那样。论文没有这样做。</translation>
    </message>
    <message>
        <source>Masks while generating</source>
        <translation>生成时也加掩码</translation>
    </message>
    <message>
        <source>Applies DMU masks to evaluation and generation as well; they run unmasked otherwise.</source>
        <translation>评估和生成时也使用 DMU 掩码；否则不加掩码。</translation>
    </message>
    <message>
        <source>DTU attention</source>
        <translation>DTU 注意力</translation>
    </message>
    <message>
        <source>per_query lets every query attend to a random set of the positions that it may see; it always holds the query&apos;s own position. shared draws one set for queries, keys and values, and the other positions skip attention, which saves work. off turns the update noise off, too.</source>
        <translation>per_query 让每个查询只关注它可见位置的一个随机子集，其中总包含查询自身的位置。shared 为查询、键和值抽取同一个集合，其余位置跳过注意力，从而节省计算。off 也会关闭更新噪声。</translation>
    </message>
    <message>
        <source>DTU dropout</source>
        <translation>DTU 丢弃率</translation>
    </message>
    <message>
        <source>Share of the visible positions that is dropped. Of n positions max(1, round((1 − dropout)·n)) are kept.</source>
        <translation>可见位置中被丢弃的比例。n 个位置中保留 max(1, round((1 − 丢弃率)·n)) 个。</translation>
    </message>
    <message>
        <source>DTU scores</source>
        <translation>DTU 评分</translation>
    </message>
    <message>
        <source>What makes a position likely to be kept: nothing (uniform), rare tokens at it in the batch (rarity), or much attention received in the last steps (attention).</source>
        <translation>什么使一个位置更可能被保留：无（uniform）、批次中该处的词元罕见（rarity），或最近几步得到较多注意力（attention）。</translation>
    </message>
    <message>
        <source>Update noise</source>
        <translation>更新噪声</translation>
    </message>
    <message>
        <source>After each step all weights and biases of attention receive Gaussian noise of this standard deviation times the learning rate.</source>
        <translation>每一步之后，注意力的全部权重和偏置加上高斯噪声，其标准差为此值乘以学习率。</translation>
    </message>
    <message>
        <source>Selective update</source>
        <translation>选择性更新</translation>
    </message>
    <message>
        <source>How each batch scales its own step by γ. rule: γ = (2/π)·arctan(ã/c̃), of everything. policy (BAARA): a small network learns from the reward to choose γ and which blocks of parameters move. off: γ = 1.</source>
        <translation>每个批次如何用 γ 缩放自己的一步。rule：γ = (2/π)·arctan(ã/c̃)，作用于全部参数。policy（BAARA）：一个小网络从奖励中学习选择 γ 以及哪些参数块移动。off：γ = 1。</translation>
    </message>
    <message>
        <source>Confidence decay</source>
        <translation>置信衰减</translation>
    </message>
    <message>
        <source>The policy&apos;s reward counts a batch&apos;s value with the confidence C = exp(−κ·H), H the predictive entropy in nats. The paper calls it α.</source>
        <translation>策略的奖励用置信度 C = exp(−κ·H) 给批次价值加权，H 为预测熵（nat）。论文称之为 α。</translation>
    </message>
    <message>
        <source>Scale penalty</source>
        <translation>缩放惩罚</translation>
    </message>
    <message>
        <source>The policy&apos;s reward loses ρ·(γ − 1)². The paper calls it λ.</source>
        <translation>策略的奖励减去 ρ·(γ − 1)²。论文称之为 λ。</translation>
    </message>
    <message>
        <source>Reward every</source>
        <translation>奖励间隔</translation>
    </message>
    <message>
        <source>The policy is rewarded every so many steps; each reward takes one more forward pass over the step&apos;s batch.</source>
        <translation>策略每隔这么多步得到一次奖励；每次奖励要对该步的批次再做一次前向传播。</translation>
    </message>
    <message>
        <source>Value window</source>
        <translation>价值窗口</translation>
    </message>
    <message>
        <source>The reward takes the mean of the last Δ batch values V = L(θₜ) − L(θₜ₊₁).</source>
        <translation>奖励取最近 Δ 个批次价值 V = L(θₜ) − L(θₜ₊₁) 的平均。</translation>
    </message>
    <message>
        <source>Replay buffer</source>
        <translation>回放缓冲</translation>
    </message>
    <message>
        <source>How many of the last rewarded steps the policy learns from.</source>
        <translation>策略从最近多少个有奖励的步中学习。</translation>
    </message>
    <message>
        <source>Policy update every</source>
        <translation>策略更新间隔</translation>
    </message>
    <message>
        <source>Every K steps the policy takes a few clipped, importance-weighted gradient steps on the replay buffer.</source>
        <translation>每 K 步，策略在回放缓冲上做几步截断的、按重要性加权的梯度更新。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Strength of the penalty (λ/2)·‖θ‖² on all parameters.</source>
        <translation>对所有参数的惩罚 (λ/2)·‖θ‖² 的强度。</translation>
    </message>
    <message>
        <source>Weight decay form</source>
        <translation>权重衰减形式</translation>
    </message>
    <message>
        <source>coupled puts λθ into the gradient, as in (3); decoupled shrinks θ beside it, as AdamW does; automatic is coupled for sgd and decoupled for adamw.</source>
        <translation>coupled 把 λθ 放进梯度，如 (3)；decoupled 在梯度之外收缩 θ，如 AdamW；automatic 对 sgd 为 coupled，对 adamw 为 decoupled。</translation>
    </message>
    <message>
        <source>Entropy bonus</source>
        <translation>熵奖励</translation>
    </message>
    <message>
        <source>Adds −b times the mean predictive entropy to the objective: a remedy that opposes the feedback.</source>
        <translation>在目标函数中加上 −b 乘以平均预测熵：一种与反馈相抗的补救。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Share of each target&apos;s probability that is spread evenly over the vocabulary. The logged loss stays the plain cross-entropy.</source>
        <translation>每个目标的概率中均匀分给整个词表的比例。记录的损失仍是普通交叉熵。</translation>
    </message>
    <message>
        <source>Unlikelihood</source>
        <translation>非似然</translation>
    </message>
    <message>
        <source>Adds −u·log(1 − p) of every token that already stands in the context: unlikelihood training (Welleck et al. 2019).</source>
        <translation>对上下文中已经出现的每个词元加上 −u·log(1 − p)：非似然训练（Welleck 等，2019）。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Base learning rate; the schedule multiplies it.</source>
        <translation>基础学习率；调度会乘上它。</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Largest norm of the gradient; a longer one is scaled down to it. 0 is off.</source>
        <translation>梯度的最大范数；更长的梯度按比例缩到该值。0 为关闭。</translation>
    </message>
    <message>
        <source>Weight average</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>Memory of an exponential moving average of the weights, which evaluation and generation then use. 0 is off.</source>
        <translation>权重指数滑动平均的记忆，评估和生成随之使用平均后的权重。0 为关闭。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>adamw with β₁ = 0.9, β₂ = 0.999, ε = 1e-8, or plain stochastic gradient descent.</source>
        <translation>adamw（β₁ = 0.9，β₂ = 0.999，ε = 1e-8），或普通随机梯度下降。</translation>
    </message>
    <message>
        <source>Learning rate schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>After the warm-up: constant, cosine to a tenth at the last step, or robbins_monro, η/(1 + t/τ) with τ = a tenth of the steps, whose sum diverges while its squares&apos; sum converges.</source>
        <translation>预热之后：constant 为常数，cosine 在最后一步降到十分之一，robbins_monro 为 η/(1 + t/τ)，τ 为总步数的十分之一，其和发散而平方和收敛。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>The learning rate rises linearly over this many steps.</source>
        <translation>学习率在这么多步内线性上升。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Divides the logits before sampling. 0 takes the most probable token.</source>
        <translation>采样之前 logits 除以它。0 取概率最大的词元。</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>Top k</translation>
    </message>
    <message>
        <source>Samples only among the k most probable tokens. 0 is off.</source>
        <translation>只在概率最大的 k 个词元中采样。0 为关闭。</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Samples among the fewest tokens whose probability reaches p. 1 is off.</source>
        <translation>在概率之和达到 p 的最少词元中采样。1 为关闭。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Text that each sample continues. Empty starts a new document.</source>
        <translation>每个样本续写的文本。空则开始一篇新文档。</translation>
    </message>
    <message>
        <source>Sample length</source>
        <translation>样本长度</translation>
    </message>
    <message>
        <source>How many tokens a sample has.</source>
        <translation>一个样本有多少词元。</translation>
    </message>
    <message>
        <source>Sample every</source>
        <translation>采样间隔</translation>
    </message>
    <message>
        <source>A sample is shown every so many steps. 0 is never.</source>
        <translation>每隔这么多步显示一个样本。0 为从不。</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>gpt2: causal, pre-norm, predicts the next token. bert: bidirectional, post-norm, predicts the tokens that a mask hides.</source>
        <translation>gpt2：因果、前置归一化，预测下一个词元。bert：双向、后置归一化，预测被掩码遮住的词元。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Number of transformer blocks.</source>
        <translation>Transformer 块的数量。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Length of the hidden vectors; a multiple of the heads.</source>
        <translation>隐藏向量的长度；须为头数的倍数。</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>Attention heads of each block.</source>
        <translation>每个块的注意力头数。</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Tokens that the model sees at once.</source>
        <translation>模型一次看到的词元数。</translation>
    </message>
    <message>
        <source>Start from checkpoint</source>
        <translation>起始检查点</translation>
    </message>
    <message>
        <source>A folder with a GPT-2 or BERT in Hugging Face&apos;s form (model.safetensors, config.json) whose weights the run starts from. Its shape holds: kind, layers, width and heads that are left at their defaults follow it, others must agree; a shorter context takes its first positions. Empty trains from scratch.</source>
        <translation>存有 Hugging Face 格式 GPT-2 或 BERT（model.safetensors、config.json）的文件夹，运行从其权重开始。以它的形状为准：保持默认的类型、层数、宽度和头数随之而定，其余必须一致；较短的上下文取其前面的位置。空则从头训练。</translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation>语料</translation>
    </message>
    <message>
        <source>fortunes (Debian&apos;s package of quotations), synthetic (a language whose distribution is exactly known), or the path of a text file or folder.</source>
        <translation>fortunes（Debian 的名句集）、synthetic（分布精确已知的语言），或文本文件、文件夹的路径。</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>word: lower-cased words and punctuation marks; byte: the bytes of the text; bpe, unigram: subword pieces that SentencePiece trains on the text; checkpoint: the tokenizer beside model.checkpoint.</source>
        <translation>word：小写的单词和标点；byte：文本的字节；bpe、unigram：SentencePiece 在文本上训练的子词；checkpoint：model.checkpoint 旁的分词器。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Largest vocabulary of the word tokenizer: the most frequent words, &lt;unk&gt; and the end token. For bpe and unigram the exact number of pieces, these two included.</source>
        <translation>词级分词器的最大词表：最常见的词、&lt;unk&gt; 和结束词元。对 bpe 和 unigram 是含这两者的确切子词数。</translation>
    </message>
    <message>
        <source>Synthetic sentences</source>
        <translation>合成句子数</translation>
    </message>
    <message>
        <source>Number of distinct sentences of the synthetic language: the size of its support S₀.</source>
        <translation>合成语言中不同句子的数目：其支撑集 S₀ 的大小。</translation>
    </message>
    <message>
        <source>Synthetic length</source>
        <translation>合成句长</translation>
    </message>
    <message>
        <source>Length of every sentence of the synthetic language.</source>
        <translation>合成语言中每个句子的长度。</translation>
    </message>
    <message>
        <source>Synthetic Zipf exponent</source>
        <translation>合成 Zipf 指数</translation>
    </message>
    <message>
        <source>Sentence k has a weight proportional to k to the minus this power. 0 makes them equally frequent.</source>
        <translation>第 k 个句子的权重正比于 k 的负此次幂。0 使它们同样频繁。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Where the run ends.</source>
        <translation>运行在此结束。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Sequences in each step.</source>
        <translation>每一步中的序列数。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Every random choice of a run follows from it. The held-out split does not depend on it.</source>
        <translation>运行中的所有随机选择都由它决定。留出集的划分与它无关。</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>A checkpoint is written every so many steps and at the end. 0 writes only the last.</source>
        <translation>每隔这么多步以及结束时写一个检查点。0 只写最后一个。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>auto (a GPU if the build and machine have one), cpu, cuda or cuda:n.</source>
        <translation>auto（若构建和机器支持则用 GPU）、cpu、cuda 或 cuda:n。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Threads that training computes with. 0 takes the physical cores.</source>
        <translation>训练使用的计算线程数。0 取物理核心数。</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Held-out loss and the measuring sample are taken every so many steps. 0 is never.</source>
        <translation>每隔这么多步计算留出损失并抽取度量样本。0 为从不。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Mean cross-entropy L of the batch, per target token (3).</source>
        <translation>批次的平均交叉熵 L，按目标词元计 (3)。</translation>
    </message>
    <message>
        <source>Predictive entropy</source>
        <translation>预测熵</translation>
    </message>
    <message>
        <source>Mean entropy of the predictions over the batch&apos;s target positions (67).</source>
        <translation>批次目标位置上预测的平均熵 (67)。</translation>
    </message>
    <message>
        <source>Feedback potential Ψ</source>
        <translation>反馈势 Ψ</translation>
    </message>
    <message>
        <source>Value of the feedback law&apos;s Ψ on the batch.</source>
        <translation>反馈律的 Ψ 在该批次上的值。</translation>
    </message>
    <message>
        <source>Weight penalty</source>
        <translation>权重惩罚</translation>
    </message>
    <message>
        <source>(λ/2)·‖θ‖².</source>
        <translation>(λ/2)·‖θ‖²。</translation>
    </message>
    <message>
        <source>Remedies</source>
        <translation>补救</translation>
    </message>
    <message>
        <source>Value of the remedies&apos; terms in the objective: entropy bonus, label smoothing, unlikelihood.</source>
        <translation>目标函数中补救项的值：熵奖励、标签平滑、非似然。</translation>
    </message>
    <message>
        <source>Objective J</source>
        <translation>目标函数 J</translation>
    </message>
    <message>
        <source>J = L + α·g·Ψ + (λ/2)·‖θ‖² + remedies.</source>
        <translation>J = L + α·g·Ψ + (λ/2)·‖θ‖² + 补救项。</translation>
    </message>
    <message>
        <source>Parameter norm ‖θ‖</source>
        <translation>参数范数 ‖θ‖</translation>
    </message>
    <message>
        <source>Euclidean norm of all parameters.</source>
        <translation>所有参数的欧几里得范数。</translation>
    </message>
    <message>
        <source>Gradient norm ‖∇J‖</source>
        <translation>梯度范数 ‖∇J‖</translation>
    </message>
    <message>
        <source>Euclidean norm of the gradient that the optimizer receives, before clipping; it holds λθ when weight decay is coupled.</source>
        <translation>优化器收到的梯度在裁剪前的欧几里得范数；权重衰减为 coupled 时包含 λθ。</translation>
    </message>
    <message>
        <source>Feedback strength α</source>
        <translation>反馈强度 α</translation>
    </message>
    <message>
        <source>α in force at the step, after engagement and ramp.</source>
        <translation>该步实际生效的 α，已计入介入和爬升。</translation>
    </message>
    <message>
        <source>Learning rate of the step, after warm-up and schedule; PSU&apos;s γ multiplies it.</source>
        <translation>该步的学习率，已计入预热和调度；PSU 的 γ 再与之相乘。</translation>
    </message>
    <message>
        <source>Work share c̃</source>
        <translation>计算占比 c̃</translation>
    </message>
    <message>
        <source>Floating-point operations of the step&apos;s matrix products, forward and backward, and forward once more for a reward, relative to those of the step without masks and reward (63). Blocks out of PSU&apos;s scope save none: it is chosen after the backward pass.</source>
        <translation>该步矩阵乘法的浮点运算量（前向、反向，奖励时再加一次前向），相对于无掩码、无奖励的一步 (63)。PSU 作用域之外的块不节省计算：作用域在反向传播之后才选定。</translation>
    </message>
    <message>
        <source>Update scale γ</source>
        <translation>更新缩放 γ</translation>
    </message>
    <message>
        <source>What PSU multiplies the step by (64, 69).</source>
        <translation>PSU 给该步乘上的倍数 (64, 69)。</translation>
    </message>
    <message>
        <source>Update scope</source>
        <translation>更新作用域</translation>
    </message>
    <message>
        <source>Share of the parameters that PSU lets move in the step; the others keep value and moments (69).</source>
        <translation>PSU 在该步允许移动的参数比例；其余参数的值和矩保持不变 (69)。</translation>
    </message>
    <message>
        <source>Learning accuracy ã</source>
        <translation>学习准确度 ã</translation>
    </message>
    <message>
        <source>Norm of the step&apos;s gradient relative to the run&apos;s largest so far (62).</source>
        <translation>该步梯度的范数相对于本次运行迄今的最大值 (62)。</translation>
    </message>
    <message>
        <source>Batch value V</source>
        <translation>批次价值 V</translation>
    </message>
    <message>
        <source>Loss of the step&apos;s batch before the step less its loss after it, under the same masks (65).</source>
        <translation>同一掩码下，该步批次在更新前的损失减去更新后的损失 (65)。</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>奖励</translation>
    </message>
    <message>
        <source>V̄·exp(−κ·H) − ρ·(γ − 1)², V̄ the mean of the last Δ batch values, H the predictive entropy (66, 68).</source>
        <translation>V̄·exp(−κ·H) − ρ·(γ − 1)²，V̄ 为最近 Δ 个批次价值的平均，H 为预测熵 (66, 68)。</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Target tokens of the step divided by its time.</source>
        <translation>该步的目标词元数除以所用时间。</translation>
    </message>
    <message>
        <source>Held-out loss</source>
        <translation>留出损失</translation>
    </message>
    <message>
        <source>Mean cross-entropy on held-out text, per target token.</source>
        <translation>留出文本上的平均交叉熵，按目标词元计。</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>exp of the held-out loss.</source>
        <translation>留出损失的指数。</translation>
    </message>
    <message>
        <source>Held-out entropy</source>
        <translation>留出熵</translation>
    </message>
    <message>
        <source>Mean entropy of the predictions on held-out text.</source>
        <translation>留出文本上预测的平均熵。</translation>
    </message>
    <message>
        <source>Effective rank</source>
        <translation>有效秩</translation>
    </message>
    <message>
        <source>exp of the entropy of the normalised singular values of the last hidden states on held-out text, not centred; between 1 and the width.</source>
        <translation>留出文本上最后隐藏状态（未中心化）的归一化奇异值之熵的指数；介于 1 和宽度之间。</translation>
    </message>
    <message>
        <source>Fixed-batch gradient ‖∇L_λ‖</source>
        <translation>固定批次梯度 ‖∇L_λ‖</translation>
    </message>
    <message>
        <source>Euclidean norm of ∇L + λθ on one fixed batch, the training batch of step 0, of the dense model without feedback (Definition 3.1).</source>
        <translation>无反馈的稠密模型在一个固定批次（第 0 步的训练批次）上 ∇L + λθ 的欧几里得范数（定义 3.1）。</translation>
    </message>
    <message>
        <source>‖∇L(θ₁) − ∇L(θ₂)‖ / ‖θ₁ − θ₂‖ on the fixed batch, θ₁ and θ₂ the parameters now and at the evaluation before; a lower bound of β (Definition 3.1). Not measured above 2²⁶ parameters.</source>
        <translation>固定批次上的 ‖∇L(θ₁) − ∇L(θ₂)‖ / ‖θ₁ − θ₂‖，θ₁ 和 θ₂ 为现在和上次评估时的参数；是 β 的下界（定义 3.1）。参数超过 2²⁶ 时不测量。</translation>
    </message>
    <message>
        <source>High-frequency share</source>
        <translation>高频占比</translation>
    </message>
    <message>
        <source>Share of the measuring sample&apos;s tokens (words and punctuation marks) that are among the 10 most frequent ones of the training split.</source>
        <translation>度量样本的词元（单词和标点）中属于训练集最常见 10 个的比例。</translation>
    </message>
    <message>
        <source>Share of top 10 words</source>
        <translation>前 10 词占比</translation>
    </message>
    <message>
        <source>Share of the sample&apos;s words, punctuation left out of numerator and denominator, among the 10 most frequent words.</source>
        <translation>样本的单词（分子分母都不计标点）中属于最常见 10 个单词的比例。</translation>
    </message>
    <message>
        <source>Share of top 100</source>
        <translation>前 100 占比</translation>
    </message>
    <message>
        <source>Share of the sample&apos;s tokens among the 100 most frequent ones.</source>
        <translation>样本词元中属于最常见 100 个的比例。</translation>
    </message>
    <message>
        <source>Share of the half-corpus set</source>
        <translation>半语料集占比</translation>
    </message>
    <message>
        <source>Share of the sample&apos;s tokens in the smallest set of tokens that covers half of the training split.</source>
        <translation>样本词元中落在覆盖半个训练集的最小词元集里的比例。</translation>
    </message>
    <message>
        <source>Share of tokens above 0.5 %</source>
        <translation>高于 0.5 % 的词元占比</translation>
    </message>
    <message>
        <source>Share of the sample&apos;s tokens that each make up more than 0.5 % of the training split.</source>
        <translation>样本词元中各自占训练集 0.5 % 以上者的比例。</translation>
    </message>
    <message>
        <source>Share of its own top 10</source>
        <translation>自身前 10 占比</translation>
    </message>
    <message>
        <source>Share of the sample&apos;s tokens among the sample&apos;s own 10 most frequent ones.</source>
        <translation>样本词元中属于样本自身最常见 10 个的比例。</translation>
    </message>
    <message>
        <source>Sample entropy</source>
        <translation>样本熵</translation>
    </message>
    <message>
        <source>Entropy of the measuring sample&apos;s unigram distribution.</source>
        <translation>度量样本一元分布的熵。</translation>
    </message>
    <message>
        <source>Distinct-1</source>
        <translation>Distinct-1</translation>
    </message>
    <message>
        <source>Distinct tokens / tokens of the measuring sample.</source>
        <translation>度量样本的不同词元数 / 词元数。</translation>
    </message>
    <message>
        <source>Distinct-2</source>
        <translation>Distinct-2</translation>
    </message>
    <message>
        <source>Distinct bigrams / bigrams, within sequences.</source>
        <translation>序列内的不同二元组数 / 二元组数。</translation>
    </message>
    <message>
        <source>Distinct-3</source>
        <translation>Distinct-3</translation>
    </message>
    <message>
        <source>Distinct trigrams / trigrams, within sequences.</source>
        <translation>序列内的不同三元组数 / 三元组数。</translation>
    </message>
    <message>
        <source>Repeated 4-grams</source>
        <translation>重复四元组</translation>
    </message>
    <message>
        <source>Share of the 4-grams of a sequence that occurred in it before.</source>
        <translation>一个序列的四元组中先前已出现过的比例。</translation>
    </message>
    <message>
        <source>Longest repeat</source>
        <translation>最长重复</translation>
    </message>
    <message>
        <source>Longest run of tokens that occurs twice in one sequence, the mean over sequences.</source>
        <translation>在一个序列中出现两次的最长词元串，取各序列的平均。</translation>
    </message>
    <message>
        <source>Never ending</source>
        <translation>永不结束</translation>
    </message>
    <message>
        <source>Share of the measuring sample&apos;s sequences without an end token.</source>
        <translation>度量样本中没有结束词元的序列比例。</translation>
    </message>
    <message>
        <source>Length to the end</source>
        <translation>到结束的长度</translation>
    </message>
    <message>
        <source>Model tokens before the first end token, the mean over the measuring sample&apos;s sequences that have one.</source>
        <translation>第一个结束词元之前的模型词元数，取度量样本中有结束词元的序列的平均。</translation>
    </message>
    <message>
        <source>Zipf exponent</source>
        <translation>Zipf 指数</translation>
    </message>
    <message>
        <source>s of frequency ∝ rank^−s: least squares of log frequency on log rank over the sample&apos;s tokens that occur at least twice.</source>
        <translation>频率 ∝ 名次^−s 中的 s：对样本中至少出现两次的词元，以对数频率对对数名次做最小二乘。</translation>
    </message>
    <message>
        <source>KL(sample‖corpus)</source>
        <translation>KL(样本‖语料)</translation>
    </message>
    <message>
        <source>Divergence of the sample&apos;s unigrams from the training split&apos;s, which are mixed with 1 % of the uniform distribution over all types of both.</source>
        <translation>样本一元分布相对训练集一元分布的散度，后者混入 1 % 的均匀分布（覆盖两者的所有类型）。</translation>
    </message>
    <message>
        <source>KL(corpus‖sample)</source>
        <translation>KL(语料‖样本)</translation>
    </message>
    <message>
        <source>Divergence of the training split&apos;s unigrams from the sample&apos;s, which are mixed with 1 % of the uniform distribution over all types of both.</source>
        <translation>训练集一元分布相对样本一元分布的散度，后者混入 1 % 的均匀分布（覆盖两者的所有类型）。</translation>
    </message>
    <message>
        <source>JS(sample, corpus)</source>
        <translation>JS(样本, 语料)</translation>
    </message>
    <message>
        <source>Jensen-Shannon divergence of the sample&apos;s and the training split&apos;s unigrams, without smoothing; at most log 2.</source>
        <translation>样本与训练集一元分布的 Jensen-Shannon 散度，不平滑；至多 log 2。</translation>
    </message>
    <message>
        <source>Vocabulary coverage</source>
        <translation>词表覆盖率</translation>
    </message>
    <message>
        <source>Share of the training split&apos;s distinct words and punctuation marks that occur in the sample.</source>
        <translation>训练集的不同单词和标点中在样本里出现的比例。</translation>
    </message>
    <message>
        <source>Words holding 95 %</source>
        <translation>占 95 % 的词数</translation>
    </message>
    <message>
        <source>Smallest number of distinct words and punctuation marks that make up 1 − ε of the sample, ε = 0.05 (7).</source>
        <translation>构成样本 1 − ε 的最少不同单词和标点数，ε = 0.05 (7)。</translation>
    </message>
    <message>
        <source>Mass on S₀</source>
        <translation>S₀ 上的质量</translation>
    </message>
    <message>
        <source>P_θ(S₀): exact probability, from 0 to 1, that the model writes one of the synthetic language&apos;s sentences and the end token.</source>
        <translation>P_θ(S₀)：模型写出合成语言的某个句子并接结束词元的精确概率，介于 0 和 1。</translation>
    </message>
    <message>
        <source>KL(P_emp‖P_θ)</source>
        <translation>KL(P_emp‖P_θ)</translation>
    </message>
    <message>
        <source>Exact, over whole sentences of the synthetic language; the sentence loss less H(P_emp) (26).</source>
        <translation>对合成语言的整句精确计算；句子损失减去 H(P_emp) (26)。</translation>
    </message>
    <message>
        <source>KL(P_θ‖P_emp)</source>
        <translation>KL(P_θ‖P_emp)</translation>
    </message>
    <message>
        <source>Exact, of P_θ divided by its mass on S₀: off S₀ P_emp is 0 and the divergence would be infinite; see the mass for that part.</source>
        <translation>对除以 S₀ 上质量后的 P_θ 精确计算：S₀ 之外 P_emp 为 0，散度会是无穷大；那一部分见质量。</translation>
    </message>
    <message>
        <source>Sentence entropy</source>
        <translation>句子熵</translation>
    </message>
    <message>
        <source>Exact entropy of P_θ divided by its mass on S₀, over the synthetic language&apos;s sentences.</source>
        <translation>除以 S₀ 上质量后的 P_θ 在合成语言句子上的精确熵。</translation>
    </message>
    <message>
        <source>Surviving modes</source>
        <translation>存活模式</translation>
    </message>
    <message>
        <source>Number of the synthetic language&apos;s sentences with P_θ(y) ≥ P_emp(y)/2.</source>
        <translation>满足 P_θ(y) ≥ P_emp(y)/2 的合成语言句子数。</translation>
    </message>
    <message>
        <source>Sentences holding 95 %</source>
        <translation>占 95 % 的句子数</translation>
    </message>
    <message>
        <source>Smallest number of sentences that hold 1 − ε of P_θ divided by its mass on S₀, ε = 0.05 (7).</source>
        <translation>持有（除以 S₀ 上质量后的）P_θ 的 1 − ε 的最少句子数，ε = 0.05 (7)。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What the run is called. Rename it with F2; the experiment stays as it was run.</source>
        <translation>运行的名字。用 F2 重命名；实验保持运行时的样子。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>live: a program is writing it. finished: reached its planned end. stopped: ended by hand. failed and damaged: the tooltip says why. interrupted: paused and kept, or cut off; it can be resumed.</source>
        <translation>live：有程序正在写入。finished：到达计划的终点。stopped：手动结束。failed 和 damaged：原因见工具提示。interrupted：暂停后保留或被中断；可以继续。</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>The preset or experiment that the run started from.</source>
        <translation>运行所依据的预设或实验。</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>Feedback strength, as it was last set.</source>
        <translation>最后设定的反馈强度。</translation>
    </message>
    <message>
        <source>λ</source>
        <translation>λ</translation>
    </message>
    <message>
        <source>Weight decay, as it was last set.</source>
        <translation>最后设定的权重衰减。</translation>
    </message>
    <message>
        <source>Seed of all random streams.</source>
        <translation>所有随机流的种子。</translation>
    </message>
    <message>
        <source>Steps done.</source>
        <translation>已完成的步数。</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>The step at which the run is to end.</source>
        <translation>运行应结束的步。</translation>
    </message>
    <message>
        <source>Training loss of the last step, nats.</source>
        <translation>最后一步的训练损失，nat。</translation>
    </message>
    <message>
        <source>Loss on the held-out text at the last evaluation, nats.</source>
        <translation>最近一次评估时留出文本上的损失，nat。</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Predictive entropy on the held-out text at the last evaluation, nats.</source>
        <translation>最近一次评估时留出文本上的预测熵，nat。</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>High-frequency share at the last evaluation, percent: tokens of generated text among the corpus&apos;s ten most frequent.</source>
        <translation>最近一次评估的高频占比，百分比：生成文本的词元中属于语料最常见十个的比例。</translation>
    </message>
    <message>
        <source>Onset</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Step at which the collapse began; known of runs that have ended.</source>
        <translation>坍缩开始的步；运行结束后可知。</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>坍缩</translation>
    </message>
    <message>
        <source>Step at which the share reached 90 %; known of runs that have ended.</source>
        <translation>占比达到 90 % 的步；运行结束后可知。</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>When the run was started.</source>
        <translation>运行开始的时间。</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>父运行</translation>
    </message>
    <message>
        <source>The run that this one was forked from, and the step.</source>
        <translation>本次运行从哪个运行的哪一步分叉。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Name of the run&apos;s folder.</source>
        <translation>运行文件夹的名字。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What a person wrote about the run.</source>
        <translation>人对该运行所写的话。</translation>
    </message>
    <message>
        <source>The first minute</source>
        <translation>第一分钟</translation>
    </message>
    <message>
        <source>&lt;p&gt;Press Space: a small language model trains, its loss and the entropy of its predictions are drawn, and samples appear at the right.&lt;/p&gt;&lt;p&gt;Drag &lt;b&gt;α&lt;/b&gt; to 0.2. The loss makes one jump and settles into a curve as smooth as any; the entropy and the words are gone. Read the samples, not only the loss.&lt;/p&gt;&lt;p&gt;Drag α back to 0 and see whether the words return.&lt;/p&gt;</source>
        <translation>&lt;p&gt;按空格键：一个小语言模型开始训练，画出它的损失和预测的熵，样本出现在右侧。&lt;/p&gt;&lt;p&gt;把 &lt;b&gt;α&lt;/b&gt; 拖到 0.2。损失跳一下，然后回到与平常一样平滑的曲线；熵和词语却都没有了。要读样本，不要只看损失。&lt;/p&gt;&lt;p&gt;把 α 拖回 0，看看词语会不会回来。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Run bar</source>
        <translation>运行栏</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Run&lt;/b&gt; trains and pauses, &lt;b&gt;Step&lt;/b&gt; makes one step, &lt;b&gt;Stop&lt;/b&gt; ends the run with a checkpoint and a summary. &lt;b&gt;Checkpoint&lt;/b&gt; keeps this moment. &lt;b&gt;Rewind&lt;/b&gt; and &lt;b&gt;Fork&lt;/b&gt; go back to the step looked at, in a child run. &lt;b&gt;New run&lt;/b&gt; begins with the settings shown.&lt;/p&gt;&lt;p&gt;The remaining time is that of training at the present pace; pauses do not count. A finished run goes on when Run is pressed again.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;运行&lt;/b&gt;开始训练和暂停，&lt;b&gt;单步&lt;/b&gt;只走一步，&lt;b&gt;停止&lt;/b&gt;以检查点和总结结束运行。&lt;b&gt;检查点&lt;/b&gt;保存此刻。&lt;b&gt;回退&lt;/b&gt;和&lt;b&gt;分叉&lt;/b&gt;在一个子运行中回到所看的那一步。&lt;b&gt;新运行&lt;/b&gt;用当前显示的设置开始。&lt;/p&gt;&lt;p&gt;剩余时间是按当前速度训练所需的时间；暂停不计。运行结束后再按运行会继续训练。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>&lt;p&gt;Every knob of the experiment. Live knobs may be turned while a run trains and take effect at the next step; each turn is recorded and drawn as a marker. Knobs marked &lt;i&gt;restart&lt;/i&gt; are fixed when a run begins.&lt;/p&gt;&lt;p&gt;A knob that does nothing just now says why, with a link that changes it. The round arrow resets a knob. The wheel turns a knob only after it was clicked.&lt;/p&gt;</source>
        <translation>&lt;p&gt;实验的所有旋钮。实时旋钮可在训练中转动，下一步生效；每次转动都会记录并画成标记。标有 &lt;i&gt;重启&lt;/i&gt; 的旋钮在运行开始时固定。&lt;/p&gt;&lt;p&gt;此刻不起作用的旋钮会说明原因，并给出一个可改变它的链接。圆箭头把旋钮复位。滚轮只转动先点击过的旋钮。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>图</translation>
    </message>
    <message>
        <source>&lt;p&gt;Click a title to choose another plot; the three dots split, close, save and scale. The wheel zooms at the pointer, a left drag zooms into a box, a middle drag pans, a double click fits. All plots share one cursor and the x axis.&lt;/p&gt;&lt;p&gt;The raw curve stays faint behind its moving average. Vertical markers are turned knobs. &lt;b&gt;A&lt;/b&gt; and &lt;b&gt;B&lt;/b&gt; mark two steps and show what changed between them.&lt;/p&gt;&lt;p&gt;Entropy against loss draws one point a step: a healthy run moves left and down together, a collapse falls while the loss rises (Fig. 3 of the paper).&lt;/p&gt;</source>
        <translation>&lt;p&gt;点击标题可换一幅图；三个点用于拆分、关闭、保存和坐标尺度。滚轮在指针处缩放，左键拖动放大一个框，中键拖动平移，双击显示全部。所有图共用光标和横轴。&lt;/p&gt;&lt;p&gt;原始曲线淡淡地留在滑动平均之后。竖直标记是转动旋钮的时刻。&lt;b&gt;A&lt;/b&gt; 和 &lt;b&gt;B&lt;/b&gt; 标记两步并显示其间的变化。&lt;/p&gt;&lt;p&gt;熵对损失的图每步一个点：健康的运行向左下移动，坍缩则在损失上升时下落（论文图 3）。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Collapse meter</source>
        <translation>坍缩计</translation>
    </message>
    <message>
        <source>&lt;p&gt;High-frequency share, predictive entropy and distinct-2 of the last evaluation. The tick is this run&apos;s level before the feedback was first in force.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Onset&lt;/b&gt; is the first evaluation whose share exceeds twice that level, or whose entropy is under half of it; &lt;b&gt;collapsed&lt;/b&gt; the first whose share is at least 90 %. The run can pause by itself there.&lt;/p&gt;</source>
        <translation>&lt;p&gt;最近一次评估的高频占比、预测熵和 distinct-2。刻度是本次运行在反馈首次生效之前的水平。&lt;/p&gt;&lt;p&gt;&lt;b&gt;起点&lt;/b&gt;是占比首次超过该水平两倍、或熵首次低于其一半的评估；&lt;b&gt;已坍缩&lt;/b&gt;是占比首次达到 90 % 的评估。运行可在起点自动暂停。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>&lt;p&gt;Drag along the line to look back: plots, samples and meter show that step. Training goes on meanwhile.&lt;/p&gt;&lt;p&gt;&lt;b&gt;What if not&lt;/b&gt; repeats the run without one of your gestures. &lt;b&gt;Twin&lt;/b&gt; trains the same run without feedback beside it: same seed, same batches, same events. Both are runs of their own, in folders that name their parent.&lt;/p&gt;</source>
        <translation>&lt;p&gt;沿线拖动以回看：图、样本和坍缩计显示那一步。训练同时继续。&lt;/p&gt;&lt;p&gt;&lt;b&gt;如果没有&lt;/b&gt;去掉你的一个操作重复本次运行。&lt;b&gt;孪生&lt;/b&gt;在旁边训练没有反馈的同一运行：同样的种子、批次和事件。两者都是独立的运行，其文件夹记有父运行的名字。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>&lt;p&gt;Texts drawn every few steps, the newest on top, with the same prompt and seed each time, so that they compare. Tinted words are among the ten most frequent of the corpus; underlined ones come again and again.&lt;/p&gt;&lt;p&gt;The slider goes back in time. &lt;b&gt;Compare&lt;/b&gt; shows what changed from an older sample. Enter in the prompt draws one.&lt;/p&gt;</source>
        <translation>&lt;p&gt;每隔几步抽取的文本，最新的在最上面，每次都用相同的提示和种子，便于比较。着色的词是语料中最常见的十个；带下划线的词串反复出现。&lt;/p&gt;&lt;p&gt;滑块回到过去。&lt;b&gt;比较&lt;/b&gt;显示相对于较早样本的变化。在提示框中按回车抽取一个样本。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>回路</translation>
    </message>
    <message>
        <source>&lt;p&gt;One training step as blocks (Fig. 1 of the paper): data, model with DMU and DTU, logits, loss and feedback, PSU and update. Each block shows its present value and lights up when it acts. Click a block to get to its knobs.&lt;/p&gt;</source>
        <translation>&lt;p&gt;以方框表示的一个训练步（论文图 1）：数据、带 DMU 和 DTU 的模型、logits、损失与反馈、PSU 和更新。每个方框显示当前值，起作用时亮起。点击方框可到达它的旋钮。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Temperatures</source>
        <translation>温度对比</translation>
    </message>
    <message>
        <source>&lt;p&gt;What the present parameters would write at other temperatures. It separates the entropy of decoding from that of the model: what is low at T = 1 on held-out text, no temperature brings back. Training is not disturbed.&lt;/p&gt;</source>
        <translation>&lt;p&gt;当前参数在其他温度下会写出什么。它把解码的熵与模型的熵分开：在留出文本上 T = 1 时已经低的熵，任何温度都带不回来。训练不受干扰。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行列表</translation>
    </message>
    <message>
        <source>&lt;p&gt;Every run folder is a row. Tick runs to draw them on all plots. Enter opens a run, F2 renames it, Delete moves it into the trash, Ctrl+Z brings it back.&lt;/p&gt;&lt;p&gt;The filter takes words and conditions: alpha&amp;gt;0.1, state:finished, feedback.law=marginal. All must hold.&lt;/p&gt;</source>
        <translation>&lt;p&gt;每个运行文件夹是一行。勾选的运行会画在所有图上。回车打开，F2 重命名，Delete 移入回收站，Ctrl+Z 恢复。&lt;/p&gt;&lt;p&gt;过滤框接受词语和条件：alpha&amp;gt;0.1、state:finished、feedback.law=marginal。所有条件都须满足。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Twin</source>
        <translation>孪生</translation>
    </message>
    <message>
        <source>&lt;p&gt;The difference between this run and its twin without feedback, step by step. Both see the same batches, so what differs is the feedback&apos;s doing.&lt;/p&gt;</source>
        <translation>&lt;p&gt;本次运行与其无反馈孪生运行之间逐步的差别。两者看到相同的批次，因此差别就是反馈所为。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Presets and run folders</source>
        <translation>预设与运行文件夹</translation>
    </message>
    <message>
        <source>&lt;p&gt;A preset holds all knobs of an experiment. Drop a preset or a run folder on the window to open it. An italic name has unsaved changes.&lt;/p&gt;&lt;p&gt;A run folder holds the experiment, measures, samples, events and checkpoints as plain files. &lt;b&gt;Copy as command&lt;/b&gt; gives the overdamp-run line that trains the same.&lt;/p&gt;</source>
        <translation>&lt;p&gt;预设含有实验的所有旋钮。把预设或运行文件夹拖到窗口上即可打开。斜体名字表示有未保存的更改。&lt;/p&gt;&lt;p&gt;运行文件夹以普通文件保存实验、度量、样本、事件和检查点。&lt;b&gt;复制为命令&lt;/b&gt;给出训练同样内容的 overdamp-run 命令行。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Presenter mode</source>
        <translation>演示模式</translation>
    </message>
    <message>
        <source>&lt;p&gt;F11 fills the screen with the plots and the samples, in large type and with thick lines; α, the law and Run stay. F11 or Escape brings everything back as it was.&lt;/p&gt;</source>
        <translation>&lt;p&gt;F11 让图和样本以大字号、粗线条占满屏幕；α、反馈律和运行按钮保留。再按 F11 或 Esc，一切恢复原样。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Press F1 to read about what is under the pointer or has the keyboard.</source>
        <translation>按 F1 查看指针所指或键盘焦点所在之处的说明。</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Knobs</source>
        <translation>旋钮</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>&lt;p&gt;Numbers in brackets are the paper&apos;s equations. Step measures are taken at every step, the others when the run is evaluated.&lt;/p&gt;</source>
        <translation>&lt;p&gt;括号中的数字是论文的公式编号。步度量每一步都取，其余在评估时取。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>no unit</source>
        <translation>无单位</translation>
    </message>
    <message>
        <source>at every step</source>
        <translation>每一步</translation>
    </message>
    <message>
        <source>at evaluations</source>
        <translation>评估时</translation>
    </message>
    <message>
        <source>default %1</source>
        <translation>默认 %1</translation>
    </message>
    <message>
        <source>takes effect with a new run</source>
        <translation>在新运行中生效</translation>
    </message>
    <message>
        <source>takes effect at once</source>
        <translation>立即生效</translation>
    </message>
    <message>
        <source>paper: %1</source>
        <translation>论文：%1</translation>
    </message>
    <message>
        <source>&lt;p&gt;%1&lt;/p&gt;&lt;p&gt;%2&lt;/p&gt;&lt;p&gt;&lt;code&gt;%3&lt;/code&gt;&lt;/p&gt;</source>
        <translation>&lt;p&gt;%1&lt;/p&gt;&lt;p&gt;%2&lt;/p&gt;&lt;p&gt;&lt;code&gt;%3&lt;/code&gt;&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The batch of the step, drawn from the training split.</source>
        <translation>从训练集中抽取的该步批次。</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>The transformer, with DMU in its feed-forward blocks and DTU in its attention.</source>
        <translation>Transformer，前馈块中带 DMU，注意力中带 DTU。</translation>
    </message>
    <message>
        <source>work</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Drops nodes or weights of the feed-forward blocks (Alg. 2 to 5).</source>
        <translation>丢弃前馈块的节点或权重（算法 2 至 5）。</translation>
    </message>
    <message>
        <source>Lets attention see a random part of the positions (Alg. 6).</source>
        <translation>让注意力只看到位置的一个随机部分（算法 6）。</translation>
    </message>
    <message>
        <source>Logits</source>
        <translation>Logits</translation>
    </message>
    <message>
        <source>The prediction of every token; its mean entropy tells how sure it is (67).</source>
        <translation>对每个词元的预测；其平均熵表明它有多确定 (67)。</translation>
    </message>
    <message>
        <source>entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>%1 nats</source>
        <translation>%1 nat</translation>
    </message>
    <message>
        <source>Mean cross-entropy of the batch (3), with the remedies, if any is set.</source>
        <translation>批次的平均交叉熵 (3)，若设有补救则一并计入。</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>remedies</source>
        <translation>补救</translation>
    </message>
    <message>
        <source>Adds α·g·∂Ψ/∂x to the gradient that reaches the logits (61).</source>
        <translation>把 α·g·∂Ψ/∂x 加到到达 logits 的梯度上 (61)。</translation>
    </message>
    <message>
        <source>off while α = 0</source>
        <translation>α = 0 时关闭</translation>
    </message>
    <message>
        <source>αₜ</source>
        <translation>αₜ</translation>
    </message>
    <message>
        <source>PSU</source>
        <translation>PSU</translation>
    </message>
    <message>
        <source>Scales each step by γ and may let only some blocks of parameters move (Alg. 1).</source>
        <translation>用 γ 缩放每一步，并可只让部分参数块移动（算法 1）。</translation>
    </message>
    <message>
        <source>off, γ = 1</source>
        <translation>关闭，γ = 1</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>scope</source>
        <translation>作用域</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>The optimizer&apos;s step; a gradient longer than the clip is cut to it.</source>
        <translation>优化器的一步；超过裁剪值的梯度被截到该值。</translation>
    </message>
    <message>
        <source>clipped to</source>
        <translation>裁剪到</translation>
    </message>
    <message>
        <source>Loss and entropy (nats)</source>
        <translation>损失和熵 (nat)</translation>
    </message>
    <message>
        <source>High-frequency share (%)</source>
        <translation>高频占比 (%)</translation>
    </message>
    <message>
        <source>Entropy against loss (nats)</source>
        <translation>熵对损失 (nat)</translation>
    </message>
    <message>
        <source>Norms and smoothness</source>
        <translation>范数与光滑度</translation>
    </message>
    <message>
        <source>Frequency of words by rank (%)</source>
        <translation>按名次的词频 (%)</translation>
    </message>
    <message>
        <source>Distinct words, pairs, triples (share)</source>
        <translation>不同的词、二元组、三元组 (比例)</translation>
    </message>
    <message>
        <source>Repetition (%)</source>
        <translation>重复 (%)</translation>
    </message>
    <message>
        <source>Lengths (tokens)</source>
        <translation>长度 (词元)</translation>
    </message>
    <message>
        <source>High-frequency share, every definition (%)</source>
        <translation>高频占比，各种定义 (%)</translation>
    </message>
    <message>
        <source>Entropies (nats)</source>
        <translation>各种熵 (nat)</translation>
    </message>
    <message>
        <source>Objective and its parts (nats)</source>
        <translation>目标函数及其组成 (nat)</translation>
    </message>
    <message>
        <source>Stability, Definition 3.1</source>
        <translation>稳定性，定义 3.1</translation>
    </message>
    <message>
        <source>Divergence of output and corpus (nats)</source>
        <translation>输出与语料的散度 (nat)</translation>
    </message>
    <message>
        <source>Allocation of work and updates (%)</source>
        <translation>计算与更新的分配 (%)</translation>
    </message>
    <message>
        <source>BAARA: scale γ and accuracy ã</source>
        <translation>BAARA：缩放 γ 与准确度 ã</translation>
    </message>
    <message>
        <source>BAARA: reward and batch value</source>
        <translation>BAARA：奖励与批次价值</translation>
    </message>
    <message>
        <source>Modes of the synthetic language (sentences)</source>
        <translation>合成语言的模式 (句子)</translation>
    </message>
    <message>
        <source>Divergence from the synthetic language (nats)</source>
        <translation>与合成语言的散度 (nat)</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>share %1 %</source>
        <translation>占比 %1 %</translation>
    </message>
    <message>
        <source>distinct-2 %1</source>
        <translation>distinct-2 %1</translation>
    </message>
    <message>
        <source>entropy %1 nats</source>
        <translation>熵 %1 nat</translation>
    </message>
    <message>
        <source>temperature %1</source>
        <translation>温度 %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 时</translation>
    </message>
    <message>
        <source>About Overdamp</source>
        <translation>关于 Overdamp</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Overdamp %1&lt;/h3&gt;</source>
        <translation>&lt;h3&gt;Overdamp %1&lt;/h3&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A workbench for watching language models lose their words under entropy-stabilising feedback.&lt;/p&gt;&lt;p&gt;It implements the mechanisms of “Stability as a Liability” (arXiv 2601.18588) and shows what is measured beside what the paper reports.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later. Qt %1.&lt;/p&gt;</source>
        <translation>&lt;p&gt;一个工作台，用来观察语言模型在稳定熵的反馈下失去词语。&lt;/p&gt;&lt;p&gt;它实现了 “Stability as a Liability”（arXiv 2601.18588）的机制，并把测得的结果与论文所报告的并列。&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later。Qt %1。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A workbench for watching language models lose their words under entropy-stabilising feedback.

  overdamp [PRESET | EXPERIMENT.json | RUN]       opens the window
  overdamp render RUN --png DIR                   draws the plots of a run, without a display
  overdamp --screenshot FILE.png RUN              draws the window, without a display</source>
        <translation>一个工作台，用来观察语言模型在稳定熵的反馈下失去词语。

  overdamp [预设 | 实验.json | 运行]       打开窗口
  overdamp render 运行 --png 文件夹        画出一个运行的图，无需显示器
  overdamp --screenshot 文件.png 运行      画出窗口，无需显示器</translation>
    </message>
    <message>
        <source>Preset (default: quickstart), experiment file, or run folder.</source>
        <translation>预设（默认：quickstart）、实验文件或运行文件夹。</translation>
    </message>
    <message>
        <source>Folder in which new runs are recorded.</source>
        <translation>记录新运行的文件夹。</translation>
    </message>
    <message>
        <source>light or dark, for this time.</source>
        <translation>light 或 dark，仅此一次。</translation>
    </message>
    <message>
        <source>Draws the window on a recorded run into a PNG file.</source>
        <translation>把显示某个已记录运行的窗口画成 PNG 文件。</translation>
    </message>
    <message>
        <source>Size of the screenshot, 1280x800 unless said.</source>
        <translation>截图的大小，默认 1280x800。</translation>
    </message>
    <message>
        <source>With render: folder for the plots as %1.</source>
        <translation>与 render 合用：存放 %1 图的文件夹。</translation>
    </message>
    <message>
        <source>Shows this help.</source>
        <translation>显示本帮助。</translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation>显示版本。</translation>
    </message>
    <message>
        <source>render takes one run folder.</source>
        <translation>render 需要一个运行文件夹。</translation>
    </message>
    <message>
        <source>render needs --png, --svg or --pdf with a folder.</source>
        <translation>render 需要 --png、--svg 或 --pdf 及一个文件夹。</translation>
    </message>
    <message>
        <source>--theme takes light or dark.</source>
        <translation>--theme 取 light 或 dark。</translation>
    </message>
    <message>
        <source>--%1 belongs to render.</source>
        <translation>--%1 属于 render。</translation>
    </message>
    <message>
        <source>There can be only one preset, file or run.</source>
        <translation>只能有一个预设、文件或运行。</translation>
    </message>
    <message>
        <source>--size takes a width and a height in pixels, like 1280x800.</source>
        <translation>--size 取像素的宽和高，如 1280x800。</translation>
    </message>
    <message>
        <source>--screenshot needs a run folder.</source>
        <translation>--screenshot 需要一个运行文件夹。</translation>
    </message>
    <message>
        <source>Feedback on, share flat: α has been in force since step %1 and is %2, yet the high-frequency share is %3 %, against %4 % before.</source>
        <translation>反馈已开，占比不动：α 自第 %1 步起生效，现为 %2，但高频占比为 %3 %，此前为 %4 %。</translation>
    </message>
    <message>
        <source>Smooth loss, growing gradient: since step %1 ‖∇J‖ is %2 on average, against %3 in the %4 steps before, while the loss is no rougher.</source>
        <translation>损失平滑，梯度增大：自第 %1 步起 ‖∇J‖ 平均为 %2，此前 %4 步为 %3，而损失并未变粗糙。</translation>
    </message>
    <message>
        <source>α moved, nothing follows: α went to %1 at step %2, and the predictive entropy is %3 nats, against %4 before; the loss did not move either.</source>
        <translation>α 动了，却没有反应：α 在第 %2 步变为 %1，而预测熵为 %3 nat，此前为 %4；损失也没有变化。</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Copy as &amp;command</source>
        <translation>复制为命令(&amp;C)</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Copies the overdamp-run line that trains what is shown</source>
        <translation>复制训练当前所示内容的 overdamp-run 命令行</translation>
    </message>
    <message>
        <source>Press Space to train.</source>
        <translation>按空格键开始训练。</translation>
    </message>
    <message>
        <source>The run has reached its end with α at 0. Press Space to train on, and drag α.</source>
        <translation>运行已到终点，α 为 0。按空格键继续训练，并拖动 α。</translation>
    </message>
    <message>
        <source>The model is learning which words are frequent. Give it %1 steps.</source>
        <translation>模型正在学习哪些词常见。给它 %1 步。</translation>
    </message>
    <message>
        <source>Now drag α, at the top left, to 0.2.</source>
        <translation>现在把左上方的 α 拖到 0.2。</translation>
    </message>
    <message>
        <source>The feedback is in force. Watch the loss, and the samples at the right.</source>
        <translation>反馈已生效。观察损失和右侧的样本。</translation>
    </message>
    <message>
        <source>Read the samples: the loss did not rise, and they say whether the words have changed.</source>
        <translation>读一读样本：损失没有上升，词语是否变了要看样本。</translation>
    </message>
    <message>
        <source>Read the samples: the loss rose by %1 nats and is smooth again.</source>
        <translation>读一读样本：损失上升了 %1 nat，又恢复平滑。</translation>
    </message>
    <message>
        <source>Read the samples: the loss rose by %1 nats and is %2 times as rough as before.</source>
        <translation>读一读样本：损失上升了 %1 nat，粗糙程度是之前的 %2 倍。</translation>
    </message>
    <message>
        <source>The language changes when Overdamp is started again.</source>
        <translation>下次启动 Overdamp 时语言才会改变。</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>语言(&amp;N)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Continue past the end</source>
        <translation>越过终点继续</translation>
    </message>
    <message>
        <source>Train until step:</source>
        <translation>训练到第几步：</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open run…</source>
        <translation>打开运行(&amp;O)…</translation>
    </message>
    <message>
        <source>Open run folder</source>
        <translation>打开运行文件夹</translation>
    </message>
    <message>
        <source>Open &amp;preset…</source>
        <translation>打开预设(&amp;P)…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Open preset</source>
        <translation>打开预设</translation>
    </message>
    <message>
        <source>Experiments (*.json)</source>
        <translation>实验 (*.json)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save preset</source>
        <translation>保存预设(&amp;S)</translation>
    </message>
    <message>
        <source>Save preset &amp;as…</source>
        <translation>预设另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation>Ctrl+Shift+S</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;What if I had not</source>
        <translation>如果没有(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Twin</source>
        <translation>孪生(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Continue past the end…</source>
        <translation>越过终点继续(&amp;C)…</translation>
    </message>
    <message>
        <source>Sample &amp;now</source>
        <translation>立即采样(&amp;N)</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;moothing</source>
        <translation>平滑(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Off</source>
        <translation>关闭(&amp;O)</translation>
    </message>
    <message>
        <source>EMA %1</source>
        <translation>EMA %1</translation>
    </message>
    <message>
        <source>Mark &amp;A at the cursor</source>
        <translation>在光标处标记 A(&amp;A)</translation>
    </message>
    <message>
        <source>Mark &amp;B at the cursor</source>
        <translation>在光标处标记 B(&amp;B)</translation>
    </message>
    <message>
        <source>Clear mar&amp;ks</source>
        <translation>清除标记(&amp;K)</translation>
    </message>
    <message>
        <source>Save plot layout</source>
        <translation>保存图布局</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>名称：</translation>
    </message>
    <message>
        <source>&amp;Save layout as…</source>
        <translation>布局另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Delete layout</source>
        <translation>删除布局(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Fit plots</source>
        <translation>图显示全部(&amp;F)</translation>
    </message>
    <message>
        <source>Ctrl+0</source>
        <translation>Ctrl+0</translation>
    </message>
    <message>
        <source>Plot &amp;layouts</source>
        <translation>图布局(&amp;L)</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新运行</translation>
    </message>
    <message>
        <source>This takes a new run: %1</source>
        <translation>这需要一个新运行：%1</translation>
    </message>
    <message>
        <source>The present run ends at its step and is kept. The new one starts with the knobs shown and this change.</source>
        <translation>当前运行在此步结束并保留。新运行以所示旋钮加此更改开始。</translation>
    </message>
    <message>
        <source>Prepare a new run</source>
        <translation>准备新运行</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>%</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>sentences</source>
        <translation>句</translation>
    </message>
    <message>
        <source>sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>rewards</source>
        <translation>次奖励</translation>
    </message>
    <message>
        <source>Secant smoothness</source>
        <translation>割线光滑度</translation>
    </message>
    <message>
        <source>Draws only a dock (controls, samples, loop, temperatures, runs, twin), presenter, or help.</source>
        <translation>只画一个停靠面板（controls、samples、loop、temperatures、runs、twin）、presenter 或 help。</translation>
    </message>
    <message>
        <source>Smooth loss, growing curvature: since step %1 the secant smoothness is %2 on average, against %3 before, while the loss is no rougher.</source>
        <translation>损失平滑，曲率增大：自第 %1 步起割线光滑度平均为 %2，此前为 %3，而损失并未变粗糙。</translation>
    </message>
</context>
<context>
    <name>overdamp::CollapseMeter</name>
    <message>
        <source>&lt;p&gt;The last evaluation against this run&apos;s level before the feedback was first in force (the tick).&lt;/p&gt;&lt;p&gt;&lt;b&gt;High-frequency share&lt;/b&gt;: share of generated tokens among the corpus&apos;s ten most frequent ones.&lt;br&gt;&lt;b&gt;Entropy&lt;/b&gt;: mean entropy of the predictions on held-out text.&lt;br&gt;&lt;b&gt;Distinct-2&lt;/b&gt;: distinct bigrams / bigrams of generated text.&lt;/p&gt;</source>
        <translation>&lt;p&gt;最近一次评估，与本次运行在反馈首次生效之前的水平（刻度）相比。&lt;/p&gt;&lt;p&gt;&lt;b&gt;高频占比&lt;/b&gt;：生成的词元中属于语料最常见十个的比例。&lt;br&gt;&lt;b&gt;熵&lt;/b&gt;：留出文本上预测的平均熵。&lt;br&gt;&lt;b&gt;Distinct-2&lt;/b&gt;：生成文本的不同二元组数 / 二元组数。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Collapse meter</source>
        <translation>坍缩计</translation>
    </message>
    <message>
        <source>High-frequency share %1 percent, entropy %2 nats, distinct-2 %3</source>
        <translation>高频占比百分之 %1，熵 %2 nat，distinct-2 %3</translation>
    </message>
    <message>
        <source>at α = 0: %1</source>
        <translation>α = 0 时：%1</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>High-frequency share</source>
        <translation>高频占比</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Predictive entropy</source>
        <translation>预测熵</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>%1 nats</source>
        <translation>%1 nat</translation>
    </message>
    <message>
        <source>Distinct-2</source>
        <translation>Distinct-2</translation>
    </message>
</context>
<context>
    <name>overdamp::CollapseStrip</name>
    <message>
        <source>Pause at onset</source>
        <translation>起点处暂停</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Onset&lt;/b&gt;: the first evaluation after α was first in force whose high-frequency share exceeds twice this run&apos;s level at α = 0, or whose predictive entropy is under half of it.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Collapsed&lt;/b&gt;: the first whose share is at least 90 %.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;起点&lt;/b&gt;：α 首次生效之后，高频占比首次超过本次运行 α = 0 时水平的两倍，或预测熵首次低于其一半的评估。&lt;/p&gt;&lt;p&gt;&lt;b&gt;已坍缩&lt;/b&gt;：占比首次达到 90 % 的评估。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Pause by itself at the evaluation that shows the onset, also while the window is minimised. What the run computes stays the same.</source>
        <translation>在显示坍缩起点的评估处自动暂停，窗口最小化时也一样。运行所计算的内容不变。</translation>
    </message>
    <message>
        <source>No onset</source>
        <translation>没有起点</translation>
    </message>
    <message>
        <source>Onset: step %1</source>
        <translation>起点：第 %1 步</translation>
    </message>
    <message>
        <source>%1 · collapsed: %2</source>
        <translation>%1 · 已坍缩：%2</translation>
    </message>
    <message>
        <source>Collapsed: step %1</source>
        <translation>已坍缩：第 %1 步</translation>
    </message>
</context>
<context>
    <name>overdamp::CollapsibleGroup</name>
    <message>
        <source>open</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>折叠</translation>
    </message>
</context>
<context>
    <name>overdamp::DiagnosisNotice</name>
    <message>
        <source>Go to the knob that has most to do with it, and show the step on the plots</source>
        <translation>转到与之最相关的旋钮，并在图上显示该步</translation>
    </message>
    <message>
        <source>Put away for this run</source>
        <translation>本次运行不再显示</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Look at: %1</source>
        <translation>查看：%1</translation>
    </message>
</context>
<context>
    <name>overdamp::ForkDialog</name>
    <message>
        <source>Fork at step %1</source>
        <translation>在第 %1 步分叉</translation>
    </message>
    <message>
        <source>The child repeats this run up to step %1 and goes on with the knobs set here. This run stays as it is.</source>
        <translation>子运行重复本次运行至第 %1 步，然后以此处设定的旋钮继续。本次运行保持原样。</translation>
    </message>
    <message>
        <source>Fork and train</source>
        <translation>分叉并训练</translation>
    </message>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>尚未更改任何内容。</translation>
    </message>
</context>
<context>
    <name>overdamp::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>On a plot</source>
        <translation>在图上</translation>
    </message>
    <message>
        <source>Move the cursor by a recorded step; with Shift by ten</source>
        <translation>按已记录的步移动光标；加 Shift 一次十步</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>On the timeline</source>
        <translation>在时间线上</translation>
    </message>
    <message>
        <source>Look back and forth</source>
        <translation>前后回看</translation>
    </message>
    <message>
        <source>Back to the present</source>
        <translation>回到当前</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;What is this?</source>
        <translation>这是什么？(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>目录(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>键盘(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Overdamp</source>
        <translation>关于 Overdamp(&amp;A)</translation>
    </message>
</context>
<context>
    <name>overdamp::IdleNote</name>
    <message>
        <source>Why this does nothing</source>
        <translation>此项为何不起作用</translation>
    </message>
    <message>
        <source>%1 in a new run…</source>
        <translation>在新运行中%1…</translation>
    </message>
</context>
<context>
    <name>overdamp::KnobEditor</name>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&amp;nbsp; %2</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&amp;nbsp; %2</translation>
    </message>
    <message>
        <source> &lt;small&gt;&lt;i&gt;restart&lt;/i&gt;&lt;/small&gt;</source>
        <translation> &lt;small&gt;&lt;i&gt;重启&lt;/i&gt;&lt;/small&gt;</translation>
    </message>
    <message>
        <source>Reset to %1</source>
        <translation>复位为 %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>复位%1</translation>
    </message>
    <message>
        <source>&lt;p&gt;Fixed while a run is going; it takes effect with a new run.&lt;/p&gt;</source>
        <translation>&lt;p&gt;运行期间固定；在新运行中生效。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>%1, slider</source>
        <translation>%1，滑块</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>overdamp::KnobHistory</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 等 %2 项</translation>
    </message>
</context>
<context>
    <name>overdamp::KnobPanel</name>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>Not applied. %1</source>
        <translation>未应用。%1</translation>
    </message>
</context>
<context>
    <name>overdamp::LinePlot</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>EMA %1</source>
        <translation>EMA %1</translation>
    </message>
    <message>
        <source>%1 values ≤ 0 not shown</source>
        <translation>%1 个 ≤ 0 的值未显示</translation>
    </message>
    <message>
        <source>%1 of %2 points drawn</source>
        <translation>%2 个点中画出 %1 个</translation>
    </message>
    <message>
        <source>%1 of %2 points</source>
        <translation>%2 个点中的 %1 个</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>%1 from %2 to %3.</source>
        <translation>%1，从 %2 到 %3。</translation>
    </message>
    <message>
        <source>%1: from %2 to %3, lowest %4, highest %5.</source>
        <translation>%1：从 %2 到 %3，最低 %4，最高 %5。</translation>
    </message>
    <message>
        <source>A → B: %1 %2</source>
        <translation>A → B：%1 %2</translation>
    </message>
    <message>
        <source> (EMA)</source>
        <translation> (EMA)</translation>
    </message>
    <message>
        <source>%1 (EMA)</source>
        <translation>%1 (EMA)</translation>
    </message>
</context>
<context>
    <name>overdamp::LoadingBar</name>
    <message>
        <source>Share of the run that has been read</source>
        <translation>运行已读取的部分</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
</context>
<context>
    <name>overdamp::LoopBlock</name>
    <message>
        <source>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;%2&lt;/p&gt;&lt;p&gt;%3&lt;/p&gt;&lt;p&gt;&lt;i&gt;Click to go to its knobs.&lt;/i&gt;&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;%1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;%2&lt;/p&gt;&lt;p&gt;%3&lt;/p&gt;&lt;p&gt;&lt;i&gt;点击转到它的旋钮。&lt;/i&gt;&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>overdamp::LoopDiagram</name>
    <message>
        <source>Training loop</source>
        <translation>训练回路</translation>
    </message>
</context>
<context>
    <name>overdamp::MainWindow</name>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>回路</translation>
    </message>
    <message>
        <source>Temperatures</source>
        <translation>温度对比</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行列表</translation>
    </message>
    <message>
        <source>Twin</source>
        <translation>孪生</translation>
    </message>
    <message>
        <source>%1 steps shown</source>
        <translation>显示 %1 步</translation>
    </message>
    <message>
        <source>%1 steps shown, %2 only on disk</source>
        <translation>显示 %1 步，另有 %2 步只在磁盘上</translation>
    </message>
    <message>
        <source>Nothing is recorded before the first step.</source>
        <translation>第一步之前不记录任何内容。</translation>
    </message>
    <message>
        <source>Recorded in %1</source>
        <translation>记录于 %1</translation>
    </message>
    <message>
        <source>The run %1. %2</source>
        <translation>运行%1。%2</translation>
    </message>
    <message>
        <source>Rewind to step %1</source>
        <translation>回退到第 %1 步</translation>
    </message>
    <message>
        <source>Close Overdamp</source>
        <translation>关闭 Overdamp</translation>
    </message>
    <message>
        <source>A run is training. What shall become of it?</source>
        <translation>一个运行正在训练。如何处理它？</translation>
    </message>
    <message>
        <source>A kept run goes on later from where it is. Discarding deletes its whole folder, earlier sittings included.</source>
        <translation>保留的运行以后可从当前处继续。丢弃会删除它的整个文件夹，包括以前的训练。</translation>
    </message>
    <message>
        <source>Pause and keep</source>
        <translation>暂停并保留</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>overdamp::NoticeBar</name>
    <message>
        <source>Close, and show no more hints</source>
        <translation>关闭，不再显示提示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示信息</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>News</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>overdamp::PlotCatalog</name>
    <message>
        <source>paper, α = 0: 27 %</source>
        <translation>论文，α = 0：27 %</translation>
    </message>
    <message>
        <source>paper, α = 0.05: 61–68 %</source>
        <translation>论文，α = 0.05：61–68 %</translation>
    </message>
    <message>
        <source>paper, α = 0.2: 100 %</source>
        <translation>论文，α = 0.2：100 %</translation>
    </message>
</context>
<context>
    <name>overdamp::PlotPane</name>
    <message>
        <source>Choose another plot</source>
        <translation>换一幅图</translation>
    </message>
    <message>
        <source>Split, close, save, scale</source>
        <translation>拆分、关闭、保存、坐标尺度</translation>
    </message>
    <message>
        <source>Plot menu</source>
        <translation>图的菜单</translation>
    </message>
    <message>
        <source>Plot: %1</source>
        <translation>图：%1</translation>
    </message>
    <message>
        <source>Single measures</source>
        <translation>单项度量</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>显示全部数据</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>纵轴取对数</translation>
    </message>
    <message>
        <source>Split right</source>
        <translation>向右拆分</translation>
    </message>
    <message>
        <source>Split down</source>
        <translation>向下拆分</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图像</translation>
    </message>
    <message>
        <source>Save image…</source>
        <translation>保存图像…</translation>
    </message>
    <message>
        <source>Save visible numbers…</source>
        <translation>保存可见数值…</translation>
    </message>
    <message>
        <source>Save all numbers…</source>
        <translation>保存全部数值…</translation>
    </message>
    <message>
        <source>Show table</source>
        <translation>显示表格</translation>
    </message>
    <message>
        <source>Save plot</source>
        <translation>保存图</translation>
    </message>
    <message>
        <source>Save numbers</source>
        <translation>保存数值</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
</context>
<context>
    <name>overdamp::PlotsPage</name>
    <message>
        <source>Nothing of this has been measured in this run</source>
        <translation>本次运行没有测量这一项</translation>
    </message>
    <message>
        <source>Press Space to train</source>
        <translation>按空格键开始训练</translation>
    </message>
</context>
<context>
    <name>overdamp::Presenter</name>
    <message>
        <source>&amp;Presenter mode</source>
        <translation>演示模式(&amp;P)</translation>
    </message>
    <message>
        <source>Presenter</source>
        <translation>演示</translation>
    </message>
</context>
<context>
    <name>overdamp::Presets</name>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 项</translation>
    </message>
    <message>
        <source>%1[*] — Overdamp</source>
        <translation>%1[*] — Overdamp</translation>
    </message>
    <message>
        <source>Changed since “%1” was opened:
%2</source>
        <translation>自打开“%1”以来的更改：
%2</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved.</source>
        <translation>“%1”有未保存的更改。</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>保存预设</translation>
    </message>
    <message>
        <source>Experiments (*.json)</source>
        <translation>实验 (*.json)</translation>
    </message>
    <message>
        <source># As the run was started. What was changed by hand during the run, first at step %1, is not in it.</source>
        <translation># 运行开始时的样子。运行期间手动所做的更改（最早在第 %1 步）不包含在内。</translation>
    </message>
    <message>
        <source>%1 (run)</source>
        <translation>%1（运行）</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>还没有内容</translation>
    </message>
</context>
<context>
    <name>overdamp::RankPlot</name>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation>语料</translation>
    </message>
    <message>
        <source>Output at step %1</source>
        <translation>第 %1 步的输出</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>overdamp::RunBar</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Rewind</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>Fork…</source>
        <translation>分叉…</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新运行</translation>
    </message>
    <message>
        <source>Make one step and pause (.)</source>
        <translation>走一步后暂停 (.)</translation>
    </message>
    <message>
        <source>End this run: checkpoint and summary</source>
        <translation>结束本次运行：写检查点和总结</translation>
    </message>
    <message>
        <source>Keep this moment: write a checkpoint (Ctrl+Shift+K)</source>
        <translation>保存此刻：写一个检查点 (Ctrl+Shift+K)</translation>
    </message>
    <message>
        <source>Go back to the step looked at on the timeline, or to the newest checkpoint, in a child run (Ctrl+Shift+R)</source>
        <translation>在子运行中回到时间线上所看的步，或最新的检查点 (Ctrl+Shift+R)</translation>
    </message>
    <message>
        <source>Go back to the step looked at and turn knobs there, in a child run (Ctrl+Shift+F)</source>
        <translation>在子运行中回到所看的步，并在那里转动旋钮 (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>New run with the settings shown (Ctrl+N)</source>
        <translation>以所示设置开始新运行 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Steps done and planned</source>
        <translation>已完成和计划的步数</translation>
    </message>
    <message>
        <source>%1 / %2 steps</source>
        <translation>%1 / %2 步</translation>
    </message>
    <message>
        <source>Target tokens trained a second</source>
        <translation>每秒训练的目标词元数</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>Training time, and what remains at this pace</source>
        <translation>训练时间，以及按当前速度还需的时间</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <translation>%1 · 还需 %2</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Preset: the experiment that the next run starts from</source>
        <translation>预设：下一次运行所依据的实验</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause training (Space)</source>
        <translation>暂停训练（空格）</translation>
    </message>
    <message>
        <source>Train on, past the end (Space)</source>
        <translation>越过终点继续训练（空格）</translation>
    </message>
    <message>
        <source>Train (Space)</source>
        <translation>训练（空格）</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
</context>
<context>
    <name>overdamp::RunsDock</name>
    <message>
        <source>“%1” cannot be resumed: another program is writing it.</source>
        <translation>“%1”无法继续：另一个程序正在写入它。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note on “%1”:</source>
        <translation>“%1”的备注：</translation>
    </message>
    <message>
        <source>Export measures</source>
        <translation>导出度量</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>已导出到 %1。</translation>
    </message>
    <message>
        <source>Copy run folders into</source>
        <translation>把运行文件夹复制到</translation>
    </message>
    <message>
        <source>Copied to %1.</source>
        <translation>已复制到 %1。</translation>
    </message>
    <message>
        <source>No file manager could be started for %1.</source>
        <translation>无法为 %1 启动文件管理器。</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 个运行</translation>
    </message>
    <message>
        <source>delete %1</source>
        <translation>删除%1</translation>
    </message>
    <message>
        <source>Deleted %1. It stays in .trash for %2 days.</source>
        <translation>已删除%1。它在 .trash 中保留 %2 天。</translation>
    </message>
    <message>
        <source>This run is training. Pause it first, then delete it.</source>
        <translation>该运行正在训练。请先暂停，再删除。</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Recorded runs</source>
        <translation>已记录的运行</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>继续(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>备注(&amp;N)…</translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation>Ctrl+M</translation>
    </message>
    <message>
        <source>Export measures as &amp;CSV…</source>
        <translation>把度量导出为 CSV(&amp;C)…</translation>
    </message>
    <message>
        <source>Co&amp;py folder…</source>
        <translation>复制文件夹(&amp;P)…</translation>
    </message>
    <message>
        <source>Show in &amp;file manager</source>
        <translation>在文件管理器中显示(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Moves the runs into .trash in the runs folder, where they stay for %1 days</source>
        <translation>把运行移入运行文件夹中的 .trash，在那里保留 %1 天</translation>
    </message>
    <message>
        <source>Opens the run and trains on from its newest checkpoint, past its planned end if it has reached it</source>
        <translation>打开该运行，从最新的检查点继续训练；若已到计划的终点则越过它</translation>
    </message>
    <message>
        <source>Filter: words, alpha&gt;0.1, state:finished</source>
        <translation>过滤：词语、alpha&gt;0.1、state:finished</translation>
    </message>
    <message>
        <source>&lt;p&gt;Words must occur in the name, preset, state, parent, folder or note.&lt;/p&gt;&lt;p&gt;Conditions compare a column or a knob: &lt;b&gt;alpha&amp;gt;0.1&lt;/b&gt;, &lt;b&gt;share&amp;lt;=30&lt;/b&gt;, &lt;b&gt;seed=2025&lt;/b&gt;, &lt;b&gt;state:finished&lt;/b&gt;, &lt;b&gt;feedback.law=marginal&lt;/b&gt;. “:” looks for a part of a text. All must hold. The headings&apos; tooltips tell their names.&lt;/p&gt;</source>
        <translation>&lt;p&gt;词语须出现在名称、预设、状态、父运行、文件夹或备注中。&lt;/p&gt;&lt;p&gt;条件比较某一列或旋钮：&lt;b&gt;alpha&amp;gt;0.1&lt;/b&gt;、&lt;b&gt;share&amp;lt;=30&lt;/b&gt;、&lt;b&gt;seed=2025&lt;/b&gt;、&lt;b&gt;state:finished&lt;/b&gt;、&lt;b&gt;feedback.law=marginal&lt;/b&gt;。“:”查找文本的一部分。所有条件都须满足。各列标题的工具提示给出列名。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Filter of the runs</source>
        <translation>运行的过滤条件</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>%1 of %2 runs</source>
        <translation>%2 个运行中的 %1 个</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 个运行</translation>
    </message>
    <message>
        <source>No runs yet. Press Space to train: every run is kept and listed here.</source>
        <translation>还没有运行。按空格键训练：每个运行都会保留并列在这里。</translation>
    </message>
    <message>
        <source>No run matches the filter.</source>
        <translation>没有符合条件的运行。</translation>
    </message>
    <message>
        <source>Remove all &amp;overlays</source>
        <translation>移除所有叠加(&amp;O)</translation>
    </message>
</context>
<context>
    <name>overdamp::RunsModel</name>
    <message>
        <source>&lt;p&gt;%1&lt;/p&gt;&lt;p&gt;In the filter: &lt;b&gt;%2&lt;/b&gt;&lt;/p&gt;</source>
        <translation>&lt;p&gt;%1&lt;/p&gt;&lt;p&gt;在过滤条件中：&lt;b&gt;%2&lt;/b&gt;&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Damaged: %1</source>
        <translation>损坏：%1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
</context>
<context>
    <name>overdamp::SampleView</name>
    <message>
        <source>Sample</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Draw one sample now, also while paused</source>
        <translation>立即抽取一个样本，暂停时也可以</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Show what changed from an older sample to the one on top. All have the same prompt and seed.</source>
        <translation>显示最上面的样本相对于较早样本的变化。所有样本的提示和种子相同。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the sample on top, or what is selected</source>
        <translation>复制最上面的样本，或所选内容</translation>
    </message>
    <message>
        <source>Press Space to train. A sample is drawn every few steps, from the same prompt and seed each time.</source>
        <translation>按空格键开始训练。每隔几步抽取一个样本，每次提示和种子都相同。</translation>
    </message>
    <message>
        <source>Generated samples, newest first</source>
        <translation>生成的样本，最新的在前</translation>
    </message>
    <message>
        <source>Sample on top</source>
        <translation>最上面的样本</translation>
    </message>
    <message>
        <source>Back through the samples; at the right end the newest one stays on top</source>
        <translation>在样本中回溯；在最右端时最新的样本保持在最上面</translation>
    </message>
    <message>
        <source>Sample to compare with</source>
        <translation>要比较的样本</translation>
    </message>
    <message>
        <source>The older moment: what it had and the sample on top has not is struck out</source>
        <translation>较早的时刻：它有而最上面的样本没有的内容加删除线</translation>
    </message>
    <message>
        <source>Prompt; empty begins a new text</source>
        <translation>提示；空则开始新文本</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>What every sample goes on from (sampling.prompt). Enter draws one.</source>
        <translation>每个样本由此续写 (sampling.prompt)。回车抽取一个。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>against %1</source>
        <translation>对比第 %1 个</translation>
    </message>
    <message>
        <source>&lt;small&gt;&lt;s&gt;struck out&lt;/s&gt;: only in the older one · %1: only in the one on top&lt;/small&gt;</source>
        <translation>&lt;small&gt;&lt;s&gt;删除线&lt;/s&gt;：只在较早的样本中 · %1：只在最上面的样本中&lt;/small&gt;</translation>
    </message>
    <message>
        <source>&lt;b&gt;bold&lt;/b&gt;</source>
        <translation>&lt;b&gt;粗体&lt;/b&gt;</translation>
    </message>
    <message>
        <source>&lt;small&gt;%1: among the ten most frequent words · &lt;u&gt;underlined&lt;/u&gt;: %2 words in a row that come again&lt;/small&gt;</source>
        <translation>&lt;small&gt;%1：最常见的十个词 · &lt;u&gt;下划线&lt;/u&gt;：连续 %2 个词再次出现&lt;/small&gt;</translation>
    </message>
    <message>
        <source>tinted</source>
        <translation>着色</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>从 %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>到 %1</translation>
    </message>
</context>
<context>
    <name>overdamp::TableWindow</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
</context>
<context>
    <name>overdamp::TemperatureView</name>
    <message>
        <source>Temperatures</source>
        <translation>温度对比</translation>
    </message>
    <message>
        <source>One to eight temperatures from 0 to 3; 0 takes the likeliest word</source>
        <translation>一至八个 0 到 3 的温度；0 取最可能的词</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>抽取</translation>
    </message>
    <message>
        <source>Draw from the present parameters at each temperature, with the same seeds. Training is not disturbed: the parameters stay as they are, and no random number of the run is used up.</source>
        <translation>用相同的种子在每个温度下从当前参数抽取。训练不受干扰：参数保持不变，也不消耗运行的随机数。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the table and the texts</source>
        <translation>复制表格和文本</translation>
    </message>
    <message>
        <source>Texts at each temperature</source>
        <translation>每个温度下的文本</translation>
    </message>
    <message>
        <source>T</source>
        <translation>T</translation>
    </message>
    <message>
        <source>Temperature: the logits are divided by it before a word is drawn</source>
        <translation>温度：抽词之前 logits 除以它</translation>
    </message>
    <message>
        <source>share %</source>
        <translation>占比 %</translation>
    </message>
    <message>
        <source>High-frequency share of 64 sequences of 40 tokens drawn at T, percent</source>
        <translation>在 T 下抽取的 64 个 40 词元序列的高频占比，百分比</translation>
    </message>
    <message>
        <source>dist-2</source>
        <translation>dist-2</translation>
    </message>
    <message>
        <source>Distinct bigrams / bigrams of the same sequences</source>
        <translation>同一批序列的不同二元组数 / 二元组数</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Entropy of their unigrams, nats</source>
        <translation>它们的一元分布的熵，nat</translation>
    </message>
    <message>
        <source>decoding</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Mean entropy of softmax(x/T) on held-out text, nats: what the temperature leaves of the model&apos;s own entropy</source>
        <translation>留出文本上 softmax(x/T) 的平均熵，nat：温度给模型自身的熵留下多少</translation>
    </message>
    <message>
        <source>Measures at each temperature</source>
        <translation>每个温度下的度量</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>正在抽取…</translation>
    </message>
    <message>
        <source>Expected one to eight temperatures from 0 to 3, such as 0.5, 0.7, 1, 1.3.</source>
        <translation>需要一至八个 0 到 3 的温度，如 0.5, 0.7, 1, 1.3。</translation>
    </message>
    <message>
        <source>What would the present parameters write at other temperatures? Press Draw, while the run trains, pauses or has ended. Temperature changes the decoding only; a low entropy that stays at T = 1 is the model&apos;s own.</source>
        <translation>当前参数在其他温度下会写出什么？在运行训练、暂停或结束时按抽取。温度只改变解码；在 T = 1 时仍然低的熵是模型自身的。</translation>
    </message>
    <message>
        <source>Parameters before step %1. The model&apos;s own entropy, at T = 1 on held-out text, is %2 nats; no temperature changes it.</source>
        <translation>第 %1 步之前的参数。留出文本上 T = 1 时模型自身的熵为 %2 nat；任何温度都不改变它。</translation>
    </message>
    <message>
        <source>T = %1</source>
        <translation>T = %1</translation>
    </message>
    <message>
        <source>
T = %1
</source>
        <translation>
T = %1
</translation>
    </message>
</context>
<context>
    <name>overdamp::TimePanel</name>
    <message>
        <source>What if not</source>
        <translation>如果没有</translation>
    </message>
    <message>
        <source>Repeat this run without one of your gestures, in a child run</source>
        <translation>在子运行中去掉你的一个操作，重复本次运行</translation>
    </message>
    <message>
        <source>Twin</source>
        <translation>孪生</translation>
    </message>
    <message>
        <source>Train the same run without feedback beside this one: same seed, same batches, same events</source>
        <translation>在旁边训练没有反馈的同一运行：同样的种子、批次和事件</translation>
    </message>
    <message>
        <source>The moment looked at</source>
        <translation>所看的时刻</translation>
    </message>
    <message>
        <source>From where the feedback began</source>
        <translation>从反馈开始之处</translation>
    </message>
    <message>
        <source>From the present step</source>
        <translation>从当前步</translation>
    </message>
    <message>
        <source>End the twin</source>
        <translation>结束孪生运行</translation>
    </message>
    <message>
        <source>%1 (step %2)</source>
        <translation>%1（第 %2 步）</translation>
    </message>
</context>
<context>
    <name>overdamp::TimeTravel</name>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>损失 %1</translation>
    </message>
    <message>
        <source>entropy %1</source>
        <translation>熵 %1</translation>
    </message>
    <message>
        <source>share %1 %</source>
        <translation>占比 %1 %</translation>
    </message>
    <message>
        <source>rewound to step %1 of %2</source>
        <translation>回退到 %2 的第 %1 步</translation>
    </message>
    <message>
        <source>forked at step %1 of %2</source>
        <translation>在 %2 的第 %1 步分叉</translation>
    </message>
    <message>
        <source>repeated from step %1 on, without one gesture of %2</source>
        <translation>从第 %1 步起重复，去掉 %2 的一个操作</translation>
    </message>
    <message>
        <source>twin of %2, without feedback from step %1 on</source>
        <translation>%2 的孪生运行，自第 %1 步起没有反馈</translation>
    </message>
    <message>
        <source>Drag along the line to look back.</source>
        <translation>沿线拖动以回看。</translation>
    </message>
    <message>
        <source>parent</source>
        <translation>父运行</translation>
    </message>
    <message>
        <source>twin</source>
        <translation>孪生</translation>
    </message>
    <message>
        <source>Rewind to step %1</source>
        <translation>回退到第 %1 步</translation>
    </message>
    <message>
        <source>Fork at step %1…</source>
        <translation>在第 %1 步分叉…</translation>
    </message>
    <message>
        <source>What if I had not: %1 (step %2)</source>
        <translation>如果没有：%1（第 %2 步）</translation>
    </message>
    <message>
        <source>Look at the present</source>
        <translation>看当前</translation>
    </message>
</context>
<context>
    <name>overdamp::Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>%1 of %2 steps; events: %3</source>
        <translation>%2 步中的第 %1 步；事件：%3</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1 at step %2</source>
        <translation>第 %2 步：%1</translation>
    </message>
    <message>
        <source>checkpoint at step %1</source>
        <translation>第 %1 步的检查点</translation>
    </message>
    <message>
        <source>onset of the collapse at step %1</source>
        <translation>第 %1 步坍缩开始</translation>
    </message>
    <message>
        <source>forked at step %1</source>
        <translation>在第 %1 步分叉</translation>
    </message>
</context>
<context>
    <name>overdamp::Trajectory</name>
    <message>
        <source>Loss–entropy trajectory</source>
        <translation>损失–熵轨迹</translation>
    </message>
    <message>
        <source>Loss (nats)</source>
        <translation>损失 (nat)</translation>
    </message>
    <message>
        <source>Predictive entropy (nats)</source>
        <translation>预测熵 (nat)</translation>
    </message>
    <message>
        <source>trail: means of %1 steps</source>
        <translation>轨迹：每 %1 步的平均</translation>
    </message>
    <message>
        <source>means of %1 steps</source>
        <translation>每 %1 步的平均</translation>
    </message>
    <message>
        <source>visits</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Loss %1</source>
        <translation>损失 %1</translation>
    </message>
    <message>
        <source>Entropy %1</source>
        <translation>熵 %1</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>Up to step %1, loss between %2 and %3, predictive entropy between %4 and %5; now at %6 and %7 with α = %8.</source>
        <translation>至第 %1 步，损失介于 %2 和 %3，预测熵介于 %4 和 %5；现为 %6 和 %7，α = %8。</translation>
    </message>
    <message>
        <source>A → B: %1 step</source>
        <translation>A → B：%1 步</translation>
    </message>
    <message>
        <source>Δ Loss %1</source>
        <translation>Δ 损失 %1</translation>
    </message>
    <message>
        <source>Δ Entropy %1</source>
        <translation>Δ 熵 %1</translation>
    </message>
</context>
<context>
    <name>overdamp::Twin</name>
    <message>
        <source>Run − twin: loss and entropy (nats)</source>
        <translation>运行 − 孪生：损失和熵 (nat)</translation>
    </message>
    <message>
        <source>Run − twin: high-frequency share (points)</source>
        <translation>运行 − 孪生：高频占比 (百分点)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>There is no twin</source>
        <translation>没有孪生运行</translation>
    </message>
    <message>
        <source>The twin starts</source>
        <translation>孪生运行正在启动</translation>
    </message>
    <message>
        <source>the twin ended: %1</source>
        <translation>孪生运行结束：%1</translation>
    </message>
    <message>
        <source>the twin starts</source>
        <translation>孪生运行启动</translation>
    </message>
    <message>
        <source>twin at step %1</source>
        <translation>孪生运行在第 %1 步</translation>
    </message>
</context>
<context>
    <name>overdamp::export_numbers</name>
    <message>
        <source>“%1” cannot be written: %2</source>
        <translation>无法写入“%1”：%2</translation>
    </message>
</context>
<context>
    <name>overdamp::export_plot</name>
    <message>
        <source>PNG image (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)</source>
        <translation>PNG 图像 (*.png);;SVG 图形 (*.svg);;PDF 文档 (*.pdf)</translation>
    </message>
    <message>
        <source>“%1” does not end in .png, .svg or .pdf.</source>
        <translation>“%1”不以 .png、.svg 或 .pdf 结尾。</translation>
    </message>
    <message>
        <source>A picture needs a width and a height.</source>
        <translation>图像需要宽和高。</translation>
    </message>
    <message>
        <source>“%1” cannot be written: %2</source>
        <translation>无法写入“%1”：%2</translation>
    </message>
    <message>
        <source>“%1” could not be drawn.</source>
        <translation>无法画出“%1”。</translation>
    </message>
</context>
<context>
    <name>std</name>
    <message>
        <source>does nothing while α = 0</source>
        <translation>α = 0 时不起作用</translation>
    </message>
    <message>
        <source>does nothing while g = 0</source>
        <translation>g = 0 时不起作用</translation>
    </message>
    <message>
        <source>bypassed while α = 0</source>
        <translation>α = 0 时被旁路</translation>
    </message>
    <message>
        <source>engages at step %1</source>
        <translation>在第 %1 步介入</translation>
    </message>
    <message>
        <source>does nothing while the dropout is 0</source>
        <translation>丢弃率为 0 时不起作用</translation>
    </message>
    <message>
        <source>does nothing while DTU is off</source>
        <translation>DTU 关闭时不起作用</translation>
    </message>
    <message>
        <source>does nothing while the temperature is 0</source>
        <translation>温度为 0 时不起作用</translation>
    </message>
    <message>
        <source>opens only the gate while g = 0</source>
        <translation>g = 0 时只打开门控</translation>
    </message>
    <message>
        <source>does nothing while λ = 0</source>
        <translation>λ = 0 时不起作用</translation>
    </message>
    <message>
        <source>only for the policy</source>
        <translation>仅用于策略</translation>
    </message>
    <message>
        <source>only for the word, bpe and unigram tokenizers</source>
        <translation>仅用于 word、bpe 和 unigram 分词器</translation>
    </message>
    <message>
        <source>only for the synthetic language</source>
        <translation>仅用于合成语言</translation>
    </message>
    <message>
        <source>only on the CPU</source>
        <translation>仅在 CPU 上</translation>
    </message>
    <message>
        <source>live</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>损坏</translation>
    </message>
</context>
</TS>
