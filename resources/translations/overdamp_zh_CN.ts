<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Handbook</name>
    <message>
        <source>en</source>
        <extracomment>The window&apos;s language in two letters, as folders of the handbook are called.</extracomment>
        <translation>zh</translation>
    </message>
</context>
<context>
    <name>Lessons</name>
    <message>
        <source>en</source>
        <extracomment>The window&apos;s language in two letters, as lesson files name it.</extracomment>
        <translation>zh</translation>
    </message>
</context>
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
        <source>Smooth loss, growing curvature: since step %1 the secant smoothness is %2 on average, against %3 before, while the loss is no rougher.</source>
        <translation>损失平滑，曲率增大：自第 %1 步起割线光滑度平均为 %2，此前为 %3，而损失并未变粗糙。</translation>
    </message>
    <message>
        <source>live: a program is writing it. finished: reached its planned end. stopped: ended by hand. failed and damaged: the tooltip says why. interrupted: paused and kept, or cut off; it can be resumed. imported: read from the log of another program.</source>
        <translation>运行中：有程序正在写入它。已完成：到达了计划的终点。已停止：由人手动结束。失败和损坏：原因见工具提示。已中断：暂停并保留，或被切断；可以继续。已导入：从另一个程序的日志读入。</translation>
    </message>
    <message>
        <source>Accumulation points of the SGD trajectory are stationary: ∇L_λ(θ*) = 0.</source>
        <translation>SGD 轨迹的聚点是驻点：∇L_λ(θ*) = 0。</translation>
    </message>
    <message>
        <source>Lemma 4.1, (15); Definition 3.1, (4)</source>
        <translation>引理 4.1，(15)；定义 3.1，(4)</translation>
    </message>
    <message>
        <source>A GPT-2 of 1 layer and width 8 trains with SGD and coupled λ = 0.01 on the synthetic language: 12 sentences of 4 out of 8 words. ‖∇L_λ‖ of all documents is taken along three walks of 6000 steps.</source>
        <translation>一个 1 层、宽度 8 的 GPT-2 用 SGD 和 coupled 的 λ = 0.01 在合成语言上训练：12 个句子，每句 4 个词，词取自 8 个。沿三条各 6000 步的路径取全部文档的 ‖∇L_λ‖。</translation>
    </message>
    <message>
        <source>At a stationary point ‖∇KL(P_emp‖P_θ*)‖ = λ‖θ*‖ ≤ λM.</source>
        <translation>在驻点处 ‖∇KL(P_emp‖P_θ*)‖ = λ‖θ*‖ ≤ λM。</translation>
    </message>
    <message>
        <source>(32), (33)</source>
        <translation>(32)，(33)</translation>
    </message>
    <message>
        <source>L_λ with coupled λ is minimised in double precision, by L-BFGS in coordinates whitened by the Hessian, for five λ; the divergence&apos;s gradient is that of the loss (29).</source>
        <translation>对五个 λ，以双精度最小化 coupled λ 的 L_λ，方法是在用 Hessian 白化的坐标中做 L-BFGS；散度的梯度就是损失的梯度 (29)。</translation>
    </message>
    <message>
        <source>The loss is the divergence and the data&apos;s entropy: L = KL(P_emp‖P_θ) + H(P_emp).</source>
        <translation>损失等于散度加数据的熵：L = KL(P_emp‖P_θ) + H(P_emp)。</translation>
    </message>
    <message>
        <source>Lemma 4.2, (26)</source>
        <translation>引理 4.2，(26)</translation>
    </message>
    <message>
        <source>L is the training objective&apos;s; KL is summed over P_θ of all 6561 sequences, at five moments of training.</source>
        <translation>L 是训练目标中的 L；KL 对全部 6561 个序列的 P_θ 求和，取训练中的五个时刻。</translation>
    </message>
    <message>
        <source>With prompts, the mean of log G_θ(x_i; y_i) equals the sum of P_emp(y)·log P_θ(y).</source>
        <translation>有提示时，log G_θ(x_i; y_i) 的平均等于 P_emp(y)·log P_θ(y) 之和。</translation>
    </message>
    <message>
        <source>(24), with (5) and (22)</source>
        <translation>(24)，连同 (5) 和 (22)</translation>
    </message>
    <message>
        <source>A GPT-2 learns pairs of 3 prompts and 6 answers, whose dependence goes from none to complete. P_θ is the marginal (22), summed exactly.</source>
        <translation>一个 GPT-2 学习 3 个提示与 6 个回答的配对，其相关程度从无到完全。P_θ 是边缘分布 (22)，精确求和得到。</translation>
    </message>
    <message>
        <source>Stationary points minimise the divergence up to O(λ), with an excess of at most δ²/2β.</source>
        <translation>驻点在 O(λ) 的误差内使散度最小，至多超出 δ²/2β。</translation>
    </message>
    <message>
        <source>Lemma 4.3, (39); (37)</source>
        <translation>引理 4.3，(39)；(37)</translation>
    </message>
    <message>
        <source>KL at the minima of L_λ for five λ, against δ²/2β with δ = λ‖θ*‖ and β the largest eigenvalue of the Hessian of L there, the smallest β there can be.</source>
        <translation>五个 λ 下 L_λ 极小点处的 KL，对比 δ²/2β，其中 δ = λ‖θ*‖，β 为 L 在该处 Hessian 的最大特征值，即 β 可取的最小值。</translation>
    </message>
    <message>
        <source>P_θ*(S₀) ≥ 1 − λM: nearly all mass is on K sequences.</source>
        <translation>P_θ*(S₀) ≥ 1 − λM：几乎全部质量落在 K 个序列上。</translation>
    </message>
    <message>
        <source>Theorem 5.5, (59), (60)</source>
        <translation>定理 5.5，(59)，(60)</translation>
    </message>
    <message>
        <source>Mass on the 12 sentences of the data at the minima of L_λ, summed over all 6561 sequences, with M = ‖θ*‖, the smallest that bounds the limit.</source>
        <translation>L_λ 极小点处数据的 12 个句子上的质量，对全部 6561 个序列求和，M = ‖θ*‖，即能界住极限的最小值。</translation>
    </message>
    <message>
        <source>Stable training reduces the entropy of what is generated to a subset of the empirical modes.</source>
        <translation>稳定的训练降低生成内容的熵，使其落到经验模式的一个子集上。</translation>
    </message>
    <message>
        <source>Theorem 5.5 with Definition 3.2; abstract, Section 3</source>
        <translation>定理 5.5 与定义 3.2；摘要，第 3 节</translation>
    </message>
    <message>
        <source>H(P_θ) over all 6561 sequences and on S₀ alone, and the modes with P_θ(y) ≥ ½·P_emp(y), at the minima of L_λ.</source>
        <translation>L_λ 极小点处，全部 6561 个序列上以及仅在 S₀ 上的 H(P_θ)，以及满足 P_θ(y) ≥ ½·P_emp(y) 的模式。</translation>
    </message>
    <message>
        <source>BAARA&apos;s update scale goes to 1 on batches that are noise, and rises on those of high value and low entropy.</source>
        <translation>BAARA 的更新缩放在噪声批次上趋于 1，在价值高、熵低的批次上升高。</translation>
    </message>
    <message>
        <source>Theorem B.1, (65) to (72)</source>
        <translation>定理 B.1，(65) 至 (72)</translation>
    </message>
    <message>
        <source>A GPT-2 trains under BAARA&apos;s policy for 800 steps, half of them on uniformly random tokens; means over the second half, three seeds, with reward windows Δ of 8 and of 1.</source>
        <translation>一个 GPT-2 在 BAARA 的策略下训练 800 步，其中一半的步用均匀随机的词元；取后一半的平均，三个随机种子，奖励窗口 Δ 为 8 和 1。</translation>
    </message>
    <message>
        <source>Dropping edges at random and in fixed number gives the same updates, in mean and in normalised variance.</source>
        <translation>随机丢弃边与丢弃固定数目的边给出相同的更新，均值和归一化方差都相同。</translation>
    </message>
    <message>
        <source>Lemma B.2, (84), (97)</source>
        <translation>引理 B.2，(84)，(97)</translation>
    </message>
    <message>
        <source>2000 masks of an n × n map at keep probability 0.7, on fixed gradients |∇| ≤ 1, for five widths.</source>
        <translation>一个 n × n 映射的 2000 个掩码，保留概率 0.7，作用于固定的梯度 |∇| ≤ 1，取五种宽度。</translation>
    </message>
    <message>
        <source>For several layers both give the same outputs, in mean and in normalised variance.</source>
        <translation>对多层网络，两者给出相同的输出，均值和归一化方差都相同。</translation>
    </message>
    <message>
        <source>Lemma B.3, (106), (110)</source>
        <translation>引理 B.3，(106)，(110)</translation>
    </message>
    <message>
        <source>Outputs of a two-layer network with GELU under 3000 edge masks of each kind, for four widths.</source>
        <translation>一个带 GELU 的两层网络在每类 3000 个边掩码下的输出，取四种宽度。</translation>
    </message>
    <message>
        <source>Dropping nodes is equivalent to dropping edges, for updates and outputs, as widths grow.</source>
        <translation>随着宽度增大，丢弃节点与丢弃边等价，对更新和输出都是如此。</translation>
    </message>
    <message>
        <source>Lemma B.4, (117); Theorem B.5</source>
        <translation>引理 B.4，(117)；定理 B.5</translation>
    </message>
    <message>
        <source>Mean outputs of a linear map and of a two-layer network with GELU under 3000 masks of each kind, for four widths.</source>
        <translation>一个线性映射和一个带 GELU 的两层网络在每类 3000 个掩码下的平均输出，取四种宽度。</translation>
    </message>
    <message>
        <source>Node masks take O(n + m) of storage where edge masks take O(nm), and preserve the equivalence.</source>
        <translation>节点掩码占用 O(n + m) 的存储，边掩码占用 O(nm)，且节点掩码保持等价性。</translation>
    </message>
    <message>
        <source>Corollary B.6</source>
        <translation>推论 B.6</translation>
    </message>
    <message>
        <source>Entries and bytes of the masks that training draws for an n × n map.</source>
        <translation>训练为一个 n × n 映射抽取的掩码的元素数和字节数。</translation>
    </message>
    <message>
        <source>With probability 1 − δ, the mean loss of K masked passes is within (b − a)·√(ln(2/δ)/2K) of its expectation.</source>
        <translation>以 1 − δ 的概率，K 次带掩码的前向的平均损失与其期望之差不超过 (b − a)·√(ln(2/δ)/2K)。</translation>
    </message>
    <message>
        <source>Theorem B.7, (130)</source>
        <translation>定理 B.7，(130)</translation>
    </message>
    <message>
        <source>8192 passes of one sentence through a trained GPT-2 under Bernoulli masks (Alg. 5), dropout 0.3, taken in groups of K; a and b are the smallest and largest loss of all.</source>
        <translation>一个句子在 Bernoulli 掩码（算法 5）、丢弃率 0.3 下通过训练好的 GPT-2 共 8192 次，每 K 次一组；a 和 b 是全部损失中的最小值和最大值。</translation>
    </message>
    <message>
        <source>A linear map R takes Transformer to MLP features up to ε, and gradients of w differ by at most L·ε(1 + ‖w‖‖R‖‖φ_Fix‖).</source>
        <translation>线性映射 R 把 Transformer 特征变为 MLP 特征，误差不超过 ε，且对 w 的梯度之差至多为 L·ε(1 + ‖w‖‖R‖‖φ_Fix‖)。</translation>
    </message>
    <message>
        <source>Lemma B.8, (138), (139)</source>
        <translation>引理 B.8，(138)，(139)</translation>
    </message>
    <message>
        <source>Random attention and feed-forward layers on 96 points, R by least squares, 200 random w, ℓ(f) = log(1 + e^−f) with L = 1. The MLP&apos;s features are moved towards R·φ_Fix, so that ε falls to 0.</source>
        <translation>96 个点上的随机注意力层和前馈层，R 由最小二乘得到，200 个随机的 w，ℓ(f) = log(1 + e^−f)，L = 1。MLP 的特征被移向 R·φ_Fix，使 ε 降到 0。</translation>
    </message>
    <message>
        <source>Attention changes by at most (153) times the change of its input; under DTU by the smaller constant (155).</source>
        <translation>注意力的变化至多为其输入变化的 (153) 倍；在 DTU 下则为较小的常数 (155)。</translation>
    </message>
    <message>
        <source>Theorem B.9, (153), (155)</source>
        <translation>定理 B.9，(153)，(155)</translation>
    </message>
    <message>
        <source>Steepest directions of random heads over 16 positions, found by power iteration, dense and with 8, 4 and 1 keys kept; spectral norms throughout.</source>
        <translation>16 个位置上随机注意力头的最陡方向，由幂迭代求得，包括稠密的以及保留 8、4 和 1 个键的情形；一律用谱范数。</translation>
    </message>
    <message>
        <source>Masked MLP and Transformer features differ in mean by at most ε(1 + ‖R‖‖φ_Fix‖).</source>
        <translation>带掩码的 MLP 特征与 Transformer 特征的均值之差至多为 ε(1 + ‖R‖‖φ_Fix‖)。</translation>
    </message>
    <message>
        <source>Theorem B.10, (156), (158)</source>
        <translation>定理 B.10，(156)，(158)</translation>
    </message>
    <message>
        <source>Random attention and feed-forward layers under 1000 DTU and DMU masks; R by least squares on 4 to 96 points.</source>
        <translation>1000 个 DTU 和 DMU 掩码下的随机注意力层和前馈层；R 由 4 至 96 个点上的最小二乘得到。</translation>
    </message>
    <message>
        <source>The three conditions of training stability are equivalent.</source>
        <translation>训练稳定性的三个条件等价。</translation>
    </message>
    <message>
        <source>Definition 3.1</source>
        <translation>定义 3.1</translation>
    </message>
    <message>
        <source>Counter-example: gradient descent at rate 1 on log(1 + e^−θ), a million steps.</source>
        <translation>反例：对 log(1 + e^−θ) 做学习率为 1 的梯度下降，一百万步。</translation>
    </message>
    <message>
        <source>Mass may concentrate on a strict subset of the support without additional penalty.</source>
        <translation>无需额外的惩罚，质量就可能集中到支撑集的一个真子集上。</translation>
    </message>
    <message>
        <source>after (6), against (17)</source>
        <translation>(6) 之后，对照 (17)</translation>
    </message>
    <message>
        <source>Counter-example: P_emp of four modes; the mass of the rarest one is moved to the others.</source>
        <translation>反例：有四个模式的 P_emp；把最罕见模式的质量移到其他模式上。</translation>
    </message>
    <message>
        <source>KL(P_emp‖P_θ) is convex in θ.</source>
        <translation>KL(P_emp‖P_θ) 关于 θ 是凸的。</translation>
    </message>
    <message>
        <source>after (35)</source>
        <translation>(35) 之后</translation>
    </message>
    <message>
        <source>Counter-example: a trained GPT-2 and the same one with its inner nodes in the opposite order, and the line between them.</source>
        <translation>反例：一个训练好的 GPT-2，与其内部节点按相反顺序排列的同一模型，以及两者之间的连线。</translation>
    </message>
    <message>
        <source>For a β-smooth convex f: f(θ) ≤ f_min + ‖∇f(θ)‖²/2β.</source>
        <translation>对 β-光滑的凸函数 f：f(θ) ≤ f_min + ‖∇f(θ)‖²/2β。</translation>
    </message>
    <message>
        <source>(36)</source>
        <translation>(36)</translation>
    </message>
    <message>
        <source>Counter-examples: f = 0.05x² with β = 1, and the divergence of two outcomes as a function of a logit.</source>
        <translation>反例：β = 1 的 f = 0.05x²，以及两种结果的散度作为一个 logit 的函数。</translation>
    </message>
    <message>
        <source>A stationary point of a stable trajectory nearly minimises the divergence.</source>
        <translation>稳定轨迹的驻点几乎使散度最小。</translation>
    </message>
    <message>
        <source>Lemma 4.1 to Lemma 4.3</source>
        <translation>引理 4.1 至引理 4.3</translation>
    </message>
    <message>
        <source>Counter-example: θ = 0 of GPT-2.</source>
        <translation>反例：GPT-2 的 θ = 0。</translation>
    </message>
    <message>
        <source>KL &gt; p_min·log(K·p_min/(1 − ε)) implies KL &gt; ε.</source>
        <translation>KL &gt; p_min·log(K·p_min/(1 − ε)) 蕴含 KL &gt; ε。</translation>
    </message>
    <message>
        <source>(55) to (56)</source>
        <translation>(55) 至 (56)</translation>
    </message>
    <message>
        <source>Counter-examples: the right side of (55) for Zipf&apos;s and for uniform weights of 12 modes, against ε.</source>
        <translation>反例：12 个模式取 Zipf 权重和均匀权重时 (55) 的右边，对 ε 作图。</translation>
    </message>
    <message>
        <source>The variance under a fixed number of edges is 0, and the normalised difference vanishes with growing width.</source>
        <translation>边数固定时方差为 0，且归一化差异随宽度增大而消失。</translation>
    </message>
    <message>
        <source>after (95), to (97)</source>
        <translation>(95) 之后，至 (97)</translation>
    </message>
    <message>
        <source>Counter-example: variances over 2000 masks of an n × n map, with the mask given and over masks.</source>
        <translation>反例：一个 n × n 映射的 2000 个掩码上的方差，分别为给定掩码时的和对掩码取的。</translation>
    </message>
    <message>
        <source>β, largest eigenvalue at θ*</source>
        <translation>β，θ* 处的最大特征值</translation>
    </message>
    <message>
        <source>δ²/2β, bound of (37)</source>
        <translation>δ²/2β，(37) 的界</translation>
    </message>
    <message>
        <source>KL / bound</source>
        <translation>KL / 界</translation>
    </message>
    <message>
        <source>δ²/2β (37)</source>
        <translation>δ²/2β (37)</translation>
    </message>
    <message>
        <source>linear in λ (39)</source>
        <translation>λ 的线性函数 (39)</translation>
    </message>
    <message>
        <source>The divergence did not fall with λ.</source>
        <translation>散度没有随 λ 下降。</translation>
    </message>
    <message>
        <source>The divergence falls in proportion to λ and stays below the bound.</source>
        <translation>散度与 λ 成比例地下降，并保持在界以下。</translation>
    </message>
    <message>
        <source>At the minima that training finds, the divergence does fall in proportion to λ, as (39) says. But (37), from which the paper gets it, is exceeded by far: it takes the inequality (36) the wrong way round. And a stationary point need not be such a minimum: see the counter-example at θ = 0.</source>
        <translation>在训练找到的极小点处，散度确实如 (39) 所说与 λ 成比例地下降。但论文由以得出它的 (37) 被远远超过：它把不等式 (36) 的方向用反了。而且驻点不一定是这样的极小点：见 θ = 0 处的反例。</translation>
    </message>
    <message>
        <source>At the minima that training finds, the divergence does go to 0 with λ, but more slowly than in proportion: KL/λ grows as λ falls, because the parameters must grow without end for P_θ to reach P_emp, which (1) keeps it from. (37), from which the paper gets (39), is exceeded by far: it takes the inequality (36) the wrong way round. And a stationary point need not be such a minimum: see the counter-example at θ = 0.</source>
        <translation>在训练找到的极小点处，散度确实随 λ 趋于 0，但比成比例要慢：λ 下降时 KL/λ 增大，因为参数须无止境地增大，P_θ 才能到达 P_emp，而 (1) 不允许这样。论文由以得出 (39) 的 (37) 被远远超过：它把不等式 (36) 的方向用反了。而且驻点不一定是这样的极小点：见 θ = 0 处的反例。</translation>
    </message>
    <message>
        <source>Divergence at the minima</source>
        <translation>极小点处的散度</translation>
    </message>
    <message>
        <source>1 − λ‖θ*‖, the bound of (60)</source>
        <translation>1 − λ‖θ*‖，(60) 的界</translation>
    </message>
    <message>
        <source>mass off S₀ / λ‖θ*‖</source>
        <translation>S₀ 之外的质量 / λ‖θ*‖</translation>
    </message>
    <message>
        <source>exp(−KL), a bound that is sure</source>
        <translation>exp(−KL)，一定成立的界</translation>
    </message>
    <message>
        <source>λ‖θ*‖ (60)</source>
        <translation>λ‖θ*‖ (60)</translation>
    </message>
    <message>
        <source>At the minima that training finds, the mass on S₀ is at least as large as stated. It is so because they fit the data; all stationary points are meant, and θ = 0 is one where the statement fails. What the theorem calls collapse is |S| = K sentences against |𝒱|^T: any model that has learnt its data satisfies it.</source>
        <translation>在训练找到的极小点处，S₀ 上的质量至少与所述的一样大。这是因为它们拟合了数据；而定理指的是所有驻点，θ = 0 就是命题不成立的一个。定理所说的坍缩是 |S| = K 个句子对 |𝒱|^T：任何学会了数据的模型都满足它。</translation>
    </message>
    <message>
        <source>The bound is kept for some λ and exceeded for others. Mass goes to S₀ as λ falls, but ‖θ*‖ grows and the constant is not the paper&apos;s. What the theorem calls collapse is |S| = K sentences against |𝒱|^T: any model that has learnt its data satisfies it.</source>
        <translation>这个界对一些 λ 成立，对另一些被超过。λ 下降时质量趋向 S₀，但 ‖θ*‖ 增大，常数也不是论文的那个。定理所说的坍缩是 |S| = K 个句子对 |𝒱|^T：任何学会了数据的模型都满足它。</translation>
    </message>
    <message>
        <source>Mass goes to S₀ as λ falls, but off S₀ there is more than λ‖θ*‖ of it for every λ. What the theorem calls collapse is |S| = K sentences against |𝒱|^T: any model that has learnt its data satisfies it.</source>
        <translation>λ 下降时质量趋向 S₀，但对每个 λ，S₀ 之外的质量都多于 λ‖θ*‖。定理所说的坍缩是 |S| = K 个句子对 |𝒱|^T：任何学会了数据的模型都满足它。</translation>
    </message>
    <message>
        <source>Mass off the empirical support</source>
        <translation>经验支撑集之外的质量</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>H of P_θ* on S₀ alone</source>
        <translation>P_θ* 仅在 S₀ 上的 H</translation>
    </message>
    <message>
        <source>surviving modes</source>
        <translation>存活模式</translation>
    </message>
    <message>
        <source>modes in the data</source>
        <translation>数据中的模式</translation>
    </message>
    <message>
        <source>on S₀ alone</source>
        <translation>仅在 S₀ 上</translation>
    </message>
    <message>
        <source>The model never has less entropy than the data. Weight decay adds entropy, and as λ falls P_θ goes to P_emp with all of its modes. Minimising the forward divergence fits the data; it is not what takes diversity away.</source>
        <translation>模型的熵从不低于数据的熵。权重衰减增加熵，λ 下降时 P_θ 趋于 P_emp，且保有其全部模式。最小化前向散度是拟合数据；夺走多样性的不是它。</translation>
    </message>
    <message>
        <source>For some λ the model has less entropy than the data or has lost modes.</source>
        <translation>对一些 λ，模型的熵低于数据的熵，或丢失了模式。</translation>
    </message>
    <message>
        <source>Entropy at the minima</source>
        <translation>极小点处的熵</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>KL + H (26)</source>
        <translation>KL + H (26)</translation>
    </message>
    <message>
        <source>iterations of training</source>
        <translation>训练的迭代次数</translation>
    </message>
    <message>
        <source>Without prompts the equation holds to rounding wherever the model is, for then G_θ is P_θ itself.</source>
        <translation>没有提示时，无论模型处于何处，等式都在舍入误差内成立，因为此时 G_θ 就是 P_θ 本身。</translation>
    </message>
    <message>
        <source>The two sides differ by more than rounding.</source>
        <translation>两边之差超过舍入误差。</translation>
    </message>
    <message>
        <source>Loss of a sentence</source>
        <translation>一个句子的损失</translation>
    </message>
    <message>
        <source>Iterations of training</source>
        <translation>训练的迭代次数</translation>
    </message>
    <message>
        <source>dependence</source>
        <translation>相关程度</translation>
    </message>
    <message>
        <source>L(θ), the left side of (24)</source>
        <translation>L(θ)，(24) 的左边</translation>
    </message>
    <message>
        <source>−Σ P_emp log P_θ, its right side</source>
        <translation>−Σ P_emp log P_θ，其右边</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>差距</translation>
    </message>
    <message>
        <source>gap / I(X;Y)</source>
        <translation>差距 / I(X;Y)</translation>
    </message>
    <message>
        <source>gap of (24)</source>
        <translation>(24) 的差距</translation>
    </message>
    <message>
        <source>The two sides agree only where answers do not depend on their prompts. A model that has learnt them is off by the mutual information of prompt and answer, which more capacity and more data do not take away: with prompts, training minimises KL(P_emp(y|x)‖G_θ) and not the divergence (17).</source>
        <translation>只有当回答不依赖于提示时，两边才一致。学会了它们的模型相差提示与回答的互信息，更大的容量和更多的数据都消除不了它：有提示时，训练最小化的是 KL(P_emp(y|x)‖G_θ)，而不是散度 (17)。</translation>
    </message>
    <message>
        <source>The gap does not follow the mutual information of prompt and answer as it does for a model that has learnt the data.</source>
        <translation>差距没有随提示与回答的互信息变化，而对学会了数据的模型本应如此。</translation>
    </message>
    <message>
        <source>What (24) leaves out</source>
        <translation>(24) 漏掉了什么</translation>
    </message>
    <message>
        <source>Mutual information of prompt and answer (nats)</source>
        <translation>提示与回答的互信息 (nat)</translation>
    </message>
    <message>
        <source>width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>relative difference of mean outputs, edges: Prob and Fix</source>
        <translation>平均输出的相对差，边：Prob 与 Fix</translation>
    </message>
    <message>
        <source>what chance would show</source>
        <translation>偶然性所致的大小</translation>
    </message>
    <message>
        <source>normalised difference of variances (110)</source>
        <translation>方差的归一化差异 (110)</translation>
    </message>
    <message>
        <source>variance under Fix / under Prob</source>
        <translation>Fix 下的方差 / Prob 下的方差</translation>
    </message>
    <message>
        <source>mean outputs</source>
        <translation>平均输出</translation>
    </message>
    <message>
        <source>normalised variances (110)</source>
        <translation>归一化方差 (110)</translation>
    </message>
    <message>
        <source>Through two layers with GELU the outputs of Prob and Fix agree in mean to chance, and the normalised difference goes to 0. It would do so for any two networks of bounded outputs, for (110) divides a sum over one layer&apos;s outputs by the widths of all layers; the ratio of the variances says more. The step (105) does not hold as written: two independent masks do not give the same pre-activation, however wide the layer.</source>
        <translation>经过带 GELU 的两层，Prob 与 Fix 的输出在均值上一致到偶然误差之内，归一化差异趋于 0。但对任何两个输出有界的网络都会如此，因为 (110) 把一层输出上的和除以所有层的宽度；方差之比更能说明问题。(105) 这一步照原文并不成立：无论层有多宽，两个独立的掩码都不会给出相同的预激活值。</translation>
    </message>
    <message>
        <source>At these widths the outputs of Prob and Fix still differ by more than chance.</source>
        <translation>在这些宽度下，Prob 与 Fix 的输出之差仍超过偶然误差。</translation>
    </message>
    <message>
        <source>Outputs of two layers: edges, Prob against Fix</source>
        <translation>两层的输出：边，Prob 对比 Fix</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>linear map: nodes against edges, mean (117)</source>
        <translation>线性映射：节点对比边，均值 (117)</translation>
    </message>
    <message>
        <source>nodes: Prob against Fix, mean</source>
        <translation>节点：Prob 对比 Fix，均值</translation>
    </message>
    <message>
        <source>two layers: nodes against edges, mean</source>
        <translation>两层：节点对比边，均值</translation>
    </message>
    <message>
        <source>two layers: ‖mean of nodes‖ / ‖mean of edges‖</source>
        <translation>两层：‖节点的均值‖ / ‖边的均值‖</translation>
    </message>
    <message>
        <source>normalised difference of variances</source>
        <translation>方差的归一化差异</translation>
    </message>
    <message>
        <source>linear map</source>
        <translation>线性映射</translation>
    </message>
    <message>
        <source>two layers with GELU</source>
        <translation>带 GELU 的两层</translation>
    </message>
    <message>
        <source>nodes, Prob against Fix</source>
        <translation>节点，Prob 对比 Fix</translation>
    </message>
    <message>
        <source>The outputs do not come together as the width grows. (117) leaves out that Algorithm 4 also masks the outputs, and does not mask the bias before: E[y] is c̃(c̃Wx + b) and not c̃Wx + c̃b, already for a linear map, and every further layer loses the same factor. Prob and Fix of the same kind do agree, and so do the updates of single weights; the variances, divided by the widths of all layers, vanish for any networks.</source>
        <translation>随着宽度增大，输出并没有趋于一致。(117) 漏掉了算法 4 还对输出加掩码，且此前不对偏置加掩码：E[y] 是 c̃(c̃Wx + b)，而不是 c̃Wx + c̃b，对线性映射就已如此，而每多一层又失去同样的因子。同类的 Prob 与 Fix 确实一致，单个权重的更新也一致；方差除以所有层的宽度后，对任何网络都会消失。</translation>
    </message>
    <message>
        <source>The mean outputs agree to chance.</source>
        <translation>平均输出一致到偶然误差之内。</translation>
    </message>
    <message>
        <source>Mean outputs: nodes against edges</source>
        <translation>平均输出：节点对比边</translation>
    </message>
    <message>
        <source>relative difference</source>
        <translation>相对差</translation>
    </message>
    <message>
        <source>deviation that 95 % of the means keep</source>
        <translation>95 % 的均值不超过的偏差</translation>
    </message>
    <message>
        <source>the bound (130), δ = 0.05</source>
        <translation>界 (130)，δ = 0.05</translation>
    </message>
    <message>
        <source>means beyond the bound</source>
        <translation>超出界的均值</translation>
    </message>
    <message>
        <source>means</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>|mean masked loss − dense loss|</source>
        <translation>|带掩码的平均损失 − 稠密损失|</translation>
    </message>
    <message>
        <source>measured, 95 %</source>
        <translation>测得，95 %</translation>
    </message>
    <message>
        <source>the bound (130)</source>
        <translation>界 (130)</translation>
    </message>
    <message>
        <source>The means keep the bound for every K, with room to spare, and scatter as K^(−1/2). The range [a, b] is the narrowest there can be, that of all passes. The bound is about the masked loss&apos;s own mean, which is not the dense loss, however large K is; and training takes K = 1.</source>
        <translation>对每个 K，均值都在界内且有余裕，并按 K^(−1/2) 散布。区间 [a, b] 是可取的最窄区间，即全部各次损失的区间。这个界针对的是带掩码损失自身的均值，无论 K 多大，它都不是稠密损失；而训练取 K = 1。</translation>
    </message>
    <message>
        <source>More means than δ are beyond the bound.</source>
        <translation>超出界的均值比例大于 δ。</translation>
    </message>
    <message>
        <source>Scatter of the mean of K masked losses</source>
        <translation>K 个带掩码损失的均值的散布</translation>
    </message>
    <message>
        <source>difference of mean updates, Prob and Fix</source>
        <translation>平均更新之差，Prob 与 Fix</translation>
    </message>
    <message>
        <source>of their variances, normalised (97)</source>
        <translation>其方差之差，归一化 (97)</translation>
    </message>
    <message>
        <source>of the biases&apos; variances</source>
        <translation>偏置的方差之差</translation>
    </message>
    <message>
        <source>⌊c̃nm⌋/nm</source>
        <translation>⌊c̃nm⌋/nm</translation>
    </message>
    <message>
        <source>variance of the number kept, per weight: Prob</source>
        <translation>保留数目的方差，按每个权重：Prob</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Fix</translation>
    </message>
    <message>
        <source>mean updates</source>
        <translation>平均更新</translation>
    </message>
    <message>
        <source>variances</source>
        <translation>方差</translation>
    </message>
    <message>
        <source>Each single weight is updated alike under both, at every width and not only in the limit: the differences are those of chance and of the floor in ⌊c̃nm⌋. The proof&apos;s argument for the variance is wrong all the same (see the step after (95)). What does differ is what weights do together: the number kept varies under Prob and never under Fix.</source>
        <translation>两者之下每个单独的权重都得到同样的更新，在每种宽度下都如此，而不只在极限中：差异只来自偶然性和 ⌊c̃nm⌋ 中的取整。尽管如此，证明中关于方差的论证是错的（见 (95) 之后的步骤）。真正不同的是各权重的共同行为：保留的数目在 Prob 下有变动，在 Fix 下从不变动。</translation>
    </message>
    <message>
        <source>The updates differ by more than chance and the floor in ⌊c̃nm⌋ explain.</source>
        <translation>更新之差超出了偶然性和 ⌊c̃nm⌋ 中的取整所能解释的程度。</translation>
    </message>
    <message>
        <source>Prob against Fix, single weights</source>
        <translation>Prob 对比 Fix，单个权重</translation>
    </message>
    <message>
        <source>Width n = m</source>
        <translation>宽度 n = m</translation>
    </message>
    <message>
        <source>variance of an update under Prob (95)</source>
        <translation>Prob 下一次更新的方差 (95)</translation>
    </message>
    <message>
        <source>under Fix, as the proof has it: given the mask</source>
        <translation>Fix 下，照证明的说法：给定掩码</translation>
    </message>
    <message>
        <source>under Fix, over masks</source>
        <translation>Fix 下，对掩码取</translation>
    </message>
    <message>
        <source>difference that the proof lets vanish (97)</source>
        <translation>证明认为会消失的差 (97)</translation>
    </message>
    <message>
        <source>true difference</source>
        <translation>真实的差</translation>
    </message>
    <message>
        <source>the proof&apos;s difference</source>
        <translation>证明中的差</translation>
    </message>
    <message>
        <source>c̃(1 − c̃)G², the bound (97)</source>
        <translation>c̃(1 − c̃)G²，界 (97)</translation>
    </message>
    <message>
        <source>The proof sets the variance under Fix to 0 because the mask is given. Then the difference is c̃(1 − c̃)G² at every width: a bound that does not depend on the width cannot make it vanish. Over masks the variance under Fix is that under Prob, which is why the lemma holds although its proof does not.</source>
        <translation>证明因为掩码已给定而把 Fix 下的方差设为 0。于是在每种宽度下差都是 c̃(1 − c̃)G²：不依赖于宽度的界不能使它消失。对掩码取时，Fix 下的方差就是 Prob 下的方差，因此引理成立，尽管其证明不成立。</translation>
    </message>
    <message>
        <source>The measured variances do not tell the two readings apart.</source>
        <translation>测得的方差不足以区分这两种解读。</translation>
    </message>
    <message>
        <source>Variance of an update: Prob less Fix</source>
        <translation>一次更新的方差：Prob 减 Fix</translation>
    </message>
    <message>
        <source>variance, G = 1</source>
        <translation>方差，G = 1</translation>
    </message>
    <message>
        <source>entries of node masks, n + m</source>
        <translation>节点掩码的元素数，n + m</translation>
    </message>
    <message>
        <source>entries of edge masks, nm + n</source>
        <translation>边掩码的元素数，nm + n</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>比值</translation>
    </message>
    <message>
        <source>memory of node masks here</source>
        <translation>此处节点掩码的内存</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>memory of edge masks here</source>
        <translation>此处边掩码的内存</translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>edges</source>
        <translation>边</translation>
    </message>
    <message>
        <source>Storage grows as stated, with the width for nodes and with its square for edges. The other half of the corollary, that the equivalence is preserved, is Theorem B.5, which does not hold for the outputs.</source>
        <translation>存储如所述增长：节点的随宽度增长，边的随宽度的平方增长。推论的另一半，即保持等价性，就是定理 B.5，它对输出不成立。</translation>
    </message>
    <message>
        <source>The measured storage does not grow as stated.</source>
        <translation>测得的存储没有如所述增长。</translation>
    </message>
    <message>
        <source>Memory of the masks of one linear map</source>
        <translation>一个线性映射的掩码的内存</translation>
    </message>
    <message>
        <source>window Δ; seed; batches</source>
        <translation>窗口 Δ；随机种子；批次</translation>
    </message>
    <message>
        <source>mean γ</source>
        <translation>平均 γ</translation>
    </message>
    <message>
        <source>mean V (65)</source>
        <translation>平均 V (65)</translation>
    </message>
    <message>
        <source>mean confidence C (71)</source>
        <translation>平均置信度 C (71)</translation>
    </message>
    <message>
        <source>mean reward (72)</source>
        <translation>平均奖励 (72)</translation>
    </message>
    <message>
        <source>clean batches</source>
        <translation>干净批次</translation>
    </message>
    <message>
        <source>batches of noise</source>
        <translation>噪声批次</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>干净</translation>
    </message>
    <message>
        <source>In every seed, and with either window, the policy gives clean batches larger updates and keeps γ near 1 on noise.</source>
        <translation>对每个随机种子和任一窗口，策略都给干净批次更大的更新，并在噪声上使 γ 保持在 1 附近。</translation>
    </message>
    <message>
        <source>Where each batch is rewarded by itself (Δ = 1), the policy gives clean batches larger updates in every seed, and γ stays near 1, where it starts, on noise. With rewards smoothed over 8 batches, as (66) has it, it does not tell them apart: a batch&apos;s reward is then mostly that of its neighbours. And the argument does not hold: a batch evaluated again after a step on it has a smaller loss even if its tokens are random, so that V (70) and the reward (72) of noise are above 0; and C (71) is not far below 1 for the largest entropy there is.</source>
        <translation>当每个批次单独得到奖励时 (Δ = 1)，策略对每个随机种子都给干净批次更大的更新，而在噪声上 γ 停留在起始的 1 附近。若照 (66) 把奖励在 8 个批次上平滑，策略就分不清两者：此时一个批次的奖励大半来自相邻的批次。而且论证不成立：在一个批次上走一步之后再评估它，损失会变小，即使其词元是随机的，因此噪声的 V (70) 和奖励 (72) 都大于 0；而对于可能的最大熵，C (71) 也并不远低于 1。</translation>
    </message>
    <message>
        <source>The policy does not clearly give clean batches larger updates in every seed and keep γ near 1 on noise. And the argument does not hold: a batch evaluated again after a step on it has a smaller loss even if its tokens are random, so that V (70) and the reward (72) of noise are above 0.</source>
        <translation>策略并没有对每个随机种子都明确地给干净批次更大的更新并在噪声上使 γ 保持在 1 附近。而且论证不成立：在一个批次上走一步之后再评估它，损失会变小，即使其词元是随机的，因此噪声的 V (70) 和奖励 (72) 都大于 0。</translation>
    </message>
    <message>
        <source>The policy does not clearly give clean batches larger updates in every seed and keep γ near 1 on noise.</source>
        <translation>策略并没有对每个随机种子都明确地给干净批次更大的更新并在噪声上使 γ 保持在 1 附近。</translation>
    </message>
    <message>
        <source>Update scale γ, moving average, Δ = 1</source>
        <translation>更新缩放 γ，移动平均，Δ = 1</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>place between two θ of the same P_θ</source>
        <translation>同一 P_θ 的两个 θ 之间的位置</translation>
    </message>
    <message>
        <source>KL of GPT-2</source>
        <translation>GPT-2 的 KL</translation>
    </message>
    <message>
        <source>its chord</source>
        <translation>其弦</translation>
    </message>
    <message>
        <source>KL of softmax(u·v, 0)</source>
        <translation>softmax(u·v, 0) 的 KL</translation>
    </message>
    <message>
        <source>GPT-2</source>
        <translation>GPT-2</translation>
    </message>
    <message>
        <source>chord, above a convex function</source>
        <translation>弦，在凸函数之上</translation>
    </message>
    <message>
        <source>The divergence is convex in P_θ, but P_θ is not linear in θ. Two θ that differ by the order of inner nodes have the same P_θ; between them the divergence rises above the chord, which no convex function does. Two weights are enough: (u, v) and (−u, −v) give the same softmax(u·v, 0), and the middle gives the uniform one.</source>
        <translation>散度关于 P_θ 是凸的，但 P_θ 关于 θ 不是线性的。仅内部节点顺序不同的两个 θ 有相同的 P_θ；在它们之间散度升到弦之上，而凸函数不会如此。两个权重就够了：(u, v) 和 (−u, −v) 给出相同的 softmax(u·v, 0)，而中点给出均匀分布。</translation>
    </message>
    <message>
        <source>Between these two places the divergence does not rise above the chord.</source>
        <translation>在这两处之间，散度没有升到弦之上。</translation>
    </message>
    <message>
        <source>Divergence along a line between two equal models</source>
        <translation>两个相等模型之间直线上的散度</translation>
    </message>
    <message>
        <source>Place on the line</source>
        <translation>直线上的位置</translation>
    </message>
    <message>
        <source>‖∇L_λ(0)‖</source>
        <translation>‖∇L_λ(0)‖</translation>
    </message>
    <message>
        <source>KL at θ = 0</source>
        <translation>θ = 0 处的 KL</translation>
    </message>
    <message>
        <source>KL of a trained θ</source>
        <translation>训练所得 θ 的 KL</translation>
    </message>
    <message>
        <source>1 − λ‖θ*‖ for θ* = 0, the bound of (60)</source>
        <translation>θ* = 0 时的 1 − λ‖θ*‖，即 (60) 的界</translation>
    </message>
    <message>
        <source>θ_t = 0</source>
        <translation>θ_t = 0</translation>
    </message>
    <message>
        <source>from a random start</source>
        <translation>从随机起点出发</translation>
    </message>
    <message>
        <source>At θ = 0 every gradient of GPT-2 vanishes, for any λ. The trajectory θ_t = 0 is stable by Definition 3.1 and its limit is stationary, but P_0 is uniform over all sequences: the divergence is large, and almost no mass is on S₀, where (60) asks for all of it, for ‖θ*‖ = 0. Stationary points of a loss that is not convex need not be near its minimum.</source>
        <translation>在 θ = 0 处，对任何 λ，GPT-2 的所有梯度都为零。轨迹 θ_t = 0 按定义 3.1 是稳定的，其极限是驻点，但 P_0 在所有序列上均匀：散度很大，S₀ 上几乎没有质量，而因 ‖θ*‖ = 0，(60) 要求全部质量都在其上。非凸损失的驻点不必靠近其最小值。</translation>
    </message>
    <message>
        <source>θ = 0 is not a stationary point far from the minimum here.</source>
        <translation>θ = 0 在这里不是远离最小值的驻点。</translation>
    </message>
    <message>
        <source>Divergence of two stable trajectories, λ = 0.001</source>
        <translation>两条稳定轨迹的散度，λ = 0.001</translation>
    </message>
    <message>
        <source>Iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>KL of two outcomes, logit x</source>
        <translation>两种结果的 KL，logit x</translation>
    </message>
    <message>
        <source>secant smoothness so far, at most ¼</source>
        <translation>迄今的割线光滑度，至多 ¼</translation>
    </message>
    <message>
        <source>For f(θ) = log(1 + e^−θ) gradient descent has a vanishing gradient (2) on a ¼-smooth loss (3), and θ_t grows like log t without end, so that (1) fails: the three conditions are not equivalent.</source>
        <translation>对 f(θ) = log(1 + e^−θ)，梯度下降在 ¼-光滑的损失 (3) 上梯度趋于零 (2)，而 θ_t 像 log t 那样无止境地增长，因此 (1) 不成立：这三个条件并不等价。</translation>
    </message>
    <message>
        <source>The example does not separate the conditions.</source>
        <translation>该例子没有把这些条件区分开。</translation>
    </message>
    <message>
        <source>Gradient descent on log(1 + e^−θ)</source>
        <translation>log(1 + e^−θ) 上的梯度下降</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>share of the rarest mode that is left</source>
        <translation>最罕见模式剩余的比例</translation>
    </message>
    <message>
        <source>penalty beyond the full support</source>
        <translation>超出完整支撑集时的惩罚</translation>
    </message>
    <message>
        <source>no penalty, as stated</source>
        <translation>无惩罚，如原文所述</translation>
    </message>
    <message>
        <source>Taking mass from one mode of P_emp and giving it to the others costs KL, without limit as the mode goes: (17) has P_θ(y) in the denominator. The forward divergence covers modes; it is the reverse one that lets them go. Mass on S₀ stays 1 throughout: it says that the data are fitted, not that entropy was lost.</source>
        <translation>从 P_emp 的一个模式取走质量并分给其余模式会付出 KL 代价，且随着该模式消失，代价没有上限：(17) 的分母中有 P_θ(y)。正向散度覆盖各模式；放弃模式的是反向散度。S₀ 上的质量始终为 1：它说明数据得到了拟合，而不说明熵有所损失。</translation>
    </message>
    <message>
        <source>The divergence did not grow while a mode was taken away.</source>
        <translation>取走一个模式时散度没有增大。</translation>
    </message>
    <message>
        <source>Divergence as the rarest of four modes is taken away</source>
        <translation>取走四个模式中最罕见者时的散度</translation>
    </message>
    <message>
        <source>Share of the mode that is left</source>
        <translation>该模式剩余的比例</translation>
    </message>
    <message>
        <source>function and place</source>
        <translation>函数和位置</translation>
    </message>
    <message>
        <source>|f&apos;(x)|²/2β, above it by (36)</source>
        <translation>|f&apos;(x)|²/2β，按 (36) 在其之上</translation>
    </message>
    <message>
        <source>times too small</source>
        <translation>偏小倍数</translation>
    </message>
    <message>
        <source>holds the other way round</source>
        <translation>反向成立</translation>
    </message>
    <message>
        <source>|f&apos;|²/2β, above it by (36)</source>
        <translation>|f&apos;|²/2β，按 (36) 在其之上</translation>
    </message>
    <message>
        <source>f = 0.05x² is 0.1-smooth and so 1-smooth. Away from 0 it lies ten times above what (36) says is above it; the divergence itself, as a function of a logit, does so too. For β-smooth convex functions the inequality holds the other way round, f ≥ f_min + ‖∇f‖²/2β. As stated it needs strong convexity with the constant β. A small gradient does not make (37) small.</source>
        <translation>f = 0.05x² 是 0.1-光滑的，因而也是 1-光滑的。在 0 以外，它比 (36) 所说的在它之上的量高出十倍；散度本身作为 logit 的函数也是如此。对 β-光滑的凸函数，不等式反向成立：f ≥ f_min + ‖∇f‖²/2β。照原文所述，它需要常数为 β 的强凸性。梯度小并不使 (37) 小。</translation>
    </message>
    <message>
        <source>The inequality is kept at the places tried.</source>
        <translation>在所试的各处，不等式都成立。</translation>
    </message>
    <message>
        <source>f = 0.05x², β = 1, and its bound</source>
        <translation>f = 0.05x²，β = 1，及其界</translation>
    </message>
    <message>
        <source>P_emp; ε</source>
        <translation>P_emp；ε</translation>
    </message>
    <message>
        <source>right side of (55)</source>
        <translation>(55) 的右边</translation>
    </message>
    <message>
        <source>ε, to be reached by (56)</source>
        <translation>ε，按 (56) 应达到</translation>
    </message>
    <message>
        <source>right side of (55) / ε</source>
        <translation>(55) 的右边 / ε</translation>
    </message>
    <message>
        <source>least KL with P_θ(S₀) = 1 − ε</source>
        <translation>P_θ(S₀) = 1 − ε 时的最小 KL</translation>
    </message>
    <message>
        <source>ε (56)</source>
        <translation>ε (56)</translation>
    </message>
    <message>
        <source>right side of (55), uniform P_emp</source>
        <translation>(55) 的右边，P_emp 均匀</translation>
    </message>
    <message>
        <source>least KL</source>
        <translation>最小 KL</translation>
    </message>
    <message>
        <source>Zipf</source>
        <translation>Zipf</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>Since K·p_min ≤ 1, the right side of (55) is at most p_min·log(1/(1 − ε)), which is below ε, and it is negative for Zipf&apos;s weights: (56) does not follow. It is true all the same, by the log-sum inequality: KL ≥ −log P_θ(S₀) &gt; ε. What the theorem then rests on is (48), which takes Lemma 4.3 with the constant 1.</source>
        <translation>由于 K·p_min ≤ 1，(55) 的右边至多为 p_min·log(1/(1 − ε))，小于 ε，且对 Zipf 权重为负：推不出 (56)。但由对数和不等式，(56) 仍然成立：KL ≥ −log P_θ(S₀) &gt; ε。于是该定理所依靠的是 (48)，它以常数 1 使用引理 4.3。</translation>
    </message>
    <message>
        <source>The right side of (55) reaches ε in some case.</source>
        <translation>在某种情形下，(55) 的右边达到 ε。</translation>
    </message>
    <message>
        <source>From (55) to (56), uniform P_emp</source>
        <translation>从 (55) 到 (56)，P_emp 均匀</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>稠密</translation>
    </message>
    <message>
        <source>a set for each query</source>
        <translation>每个查询一个集合</translation>
    </message>
    <message>
        <source>one shared set (144)</source>
        <translation>一个共享集合 (144)</translation>
    </message>
    <message>
        <source>size of W_Q and W_K; DTU; keys kept</source>
        <translation>W_Q 和 W_K 的大小；DTU；保留的键</translation>
    </message>
    <message>
        <source>steepest ratio measured</source>
        <translation>测得的最陡比值</translation>
    </message>
    <message>
        <source>bound (153)</source>
        <translation>界 (153)</translation>
    </message>
    <message>
        <source>ratio / (153)</source>
        <translation>比值 / (153)</translation>
    </message>
    <message>
        <source>constant (155), C_soft = 1</source>
        <translation>常数 (155)，C_soft = 1</translation>
    </message>
    <message>
        <source>ratio / (155)</source>
        <translation>比值 / (155)</translation>
    </message>
    <message>
        <source>‖softmax‖, at most 1 in (148)</source>
        <translation>‖softmax‖，在 (148) 中至多为 1</translation>
    </message>
    <message>
        <source>constant (155)</source>
        <translation>常数 (155)</translation>
    </message>
    <message>
        <source>All measured ratios stay below both constants.</source>
        <translation>所有测得的比值都低于两个常数。</translation>
    </message>
    <message>
        <source>No measured ratio exceeds (153), which is far from sharp, though its step (148) takes the norm of a row-stochastic matrix for at most 1, and it can reach √n. But the constant that the theorem names, (155), is exceeded: it shrinks with the share of keys kept, and attention does not, because the softmax over the kept keys sums to 1 again. Fewer keys do not make attention more robust.</source>
        <translation>测得的比值都未超过 (153)。该界远不紧，尽管其中的步骤 (148) 认为行随机矩阵的范数至多为 1，而它可以达到 √n。但定理所指的常数 (155) 被超过：它随保留的键的比例减小，注意力却不然，因为保留的键上的 softmax 又归一到 1。键更少并不使注意力更稳健。</translation>
    </message>
    <message>
        <source>Measured ratios exceed (153).</source>
        <translation>测得的比值超过 (153)。</translation>
    </message>
    <message>
        <source>Steepest change of attention, small W_Q and W_K</source>
        <translation>注意力的最陡变化，W_Q 和 W_K 较小</translation>
    </message>
    <message>
        <source>Share of keys kept</source>
        <translation>保留的键的比例</translation>
    </message>
    <message>
        <source>all documents, falling rate (4)</source>
        <translation>全部文档，递减的学习率 (4)</translation>
    </message>
    <message>
        <source>batches of 8, falling rate</source>
        <translation>8 个一批，递减的学习率</translation>
    </message>
    <message>
        <source>batches of 8, constant rate</source>
        <translation>8 个一批，恒定的学习率</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>‖∇L_λ‖ at the first step</source>
        <translation>第一步的 ‖∇L_λ‖</translation>
    </message>
    <message>
        <source>‖∇L_λ‖, median of the last looks</source>
        <translation>‖∇L_λ‖，最后几次查看的中位数</translation>
    </message>
    <message>
        <source>share left</source>
        <translation>剩余比例</translation>
    </message>
    <message>
        <source>largest ‖θ_t‖</source>
        <translation>最大的 ‖θ_t‖</translation>
    </message>
    <message>
        <source>Gradient of the regularised loss</source>
        <translation>正则化损失的梯度</translation>
    </message>
    <message>
        <source>‖∇L_λ(θ_t)‖</source>
        <translation>‖∇L_λ(θ_t)‖</translation>
    </message>
    <message>
        <source>Along (4) as it is written, with the gradient of all documents and falling rates, the gradient goes to 0 and the parameters stay bounded. With batches, as models are trained, it is still at the level of the batches&apos; noise after thousands of steps, with falling rates as well: the lemma says nothing about where such a run stands. Note that Definition 3.1 assumes the vanishing gradient; the lemma only adds that it is continuous.</source>
        <translation>沿着照原文书写的 (4)，使用全部文档的梯度和递减的学习率，梯度趋于 0，参数保持有界。若像训练模型时那样分批，则数千步之后梯度仍处于批次噪声的水平，学习率递减时也是如此：对这样的运行处于何处，该引理什么也没有说。注意，定义 3.1 假设了梯度趋于零；该引理只补充说它是连续的。</translation>
    </message>
    <message>
        <source>The gradient goes to 0 and the parameters stay bounded, along batches as well. Note that Definition 3.1 assumes the vanishing gradient; the lemma only adds that it is continuous.</source>
        <translation>梯度趋于 0，参数保持有界，分批时也是如此。注意，定义 3.1 假设了梯度趋于零；该引理只补充说它是连续的。</translation>
    </message>
    <message>
        <source>Along (4) as it is written, with the gradient of all documents and falling rates, the gradient falls, but it has not vanished after thousands of steps; with batches, as models are trained, it stays at the level of their noise. Weight decay makes weights before a normalisation ever smaller and the loss ever sharper along them, so that SGD&apos;s steps overshoot. The lemma itself is no more than continuity: that the gradient vanishes is what Definition 3.1 assumes, not what it shows.</source>
        <translation>沿着照原文书写的 (4)，使用全部文档的梯度和递减的学习率，梯度下降，但数千步之后仍未消失；若像训练模型时那样分批，则停留在批次噪声的水平。权重衰减使归一化之前的权重越来越小，使损失沿这些权重越来越尖锐，于是 SGD 的步子迈得过大。该引理本身不过是连续性：梯度趋于零是定义 3.1 所假设的，而不是它所证明的。</translation>
    </message>
    <message>
        <source>Within these steps the gradient did not fall even along (4) as it is written, so that the lemma could not be seen at work.</source>
        <translation>在这些步之内，即使沿着照原文书写的 (4)，梯度也没有下降，因此看不到该引理起作用。</translation>
    </message>
    <message>
        <source>‖∇KL‖ at θ*</source>
        <translation>θ* 处的 ‖∇KL‖</translation>
    </message>
    <message>
        <source>λ‖θ*‖ (33)</source>
        <translation>λ‖θ*‖ (33)</translation>
    </message>
    <message>
        <source>Where the search reached a minimum of L_λ, its gradient being small, the two norms agree to that accuracy, as they must: the identity is the definition of a stationary point with coupled weight decay. But ‖θ*‖, which the paper takes for a constant M independent of λ, grows as λ falls.</source>
        <translation>凡搜索到达 L_λ 的最小值（梯度很小）之处，两个范数在该精度内一致，这是必然的：该恒等式就是权重衰减为 coupled 时驻点的定义。但论文当作与 λ 无关的常数 M 的 ‖θ*‖，随 λ 减小而增大。</translation>
    </message>
    <message>
        <source>Too few of the minima were reached closely enough to compare the two norms.</source>
        <translation>搜索足够接近的最小值太少，无法比较两个范数。</translation>
    </message>
    <message>
        <source>Gradient of the divergence at the minima</source>
        <translation>最小值处散度的梯度</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>share of the MLP&apos;s own that is left</source>
        <translation>剩余部分占 MLP 自身的比例</translation>
    </message>
    <message>
        <source>left side of (139) where it is worst</source>
        <translation>(139) 的左边，最差处</translation>
    </message>
    <message>
        <source>its right side there</source>
        <translation>该处的右边</translation>
    </message>
    <message>
        <source>cases beyond it</source>
        <translation>超出它的情形</translation>
    </message>
    <message>
        <source>left side with R·φ_Fix</source>
        <translation>使用 R·φ_Fix 的左边</translation>
    </message>
    <message>
        <source>its right side is kept</source>
        <translation>其右边不被超过</translation>
    </message>
    <message>
        <source>left side of (139)</source>
        <translation>(139) 的左边</translation>
    </message>
    <message>
        <source>right side</source>
        <translation>右边</translation>
    </message>
    <message>
        <source>The inequality is kept by all random layers and weights that were tried.</source>
        <translation>所试的所有随机层和权重都满足该不等式。</translation>
    </message>
    <message>
        <source>As ε falls the right side vanishes and the left one does not: where φ_MLP = R·φ_Fix exactly, the gradients still differ, unless R is the identity. (137) puts R·φ_Fix where the gradient has φ_Fix. With R·φ_Fix on both sides the inequality is kept. That some R and ε exist (138) is true of any two continuous maps and says nothing about them.</source>
        <translation>随着 ε 减小，右边趋于零，左边却不然：即使 φ_MLP = R·φ_Fix 精确成立，梯度仍不相同，除非 R 是恒等映射。(137) 在梯度中为 φ_Fix 之处写了 R·φ_Fix。若两边都用 R·φ_Fix，则不等式成立。存在某个 R 和 ε (138) 对任何两个连续映射都成立，并没有说明它们的任何性质。</translation>
    </message>
    <message>
        <source>As ε falls the right side vanishes and the left one does not: where φ_MLP = R·φ_Fix exactly, the gradients still differ, unless R is the identity. (137) puts R·φ_Fix where the gradient has φ_Fix.</source>
        <translation>随着 ε 减小，右边趋于零，左边却不然：即使 φ_MLP = R·φ_Fix 精确成立，梯度仍不相同，除非 R 是恒等映射。(137) 在梯度中为 φ_Fix 之处写了 R·φ_Fix。</translation>
    </message>
    <message>
        <source>Difference of gradients against its bound</source>
        <translation>梯度之差与其界的对照</translation>
    </message>
    <message>
        <source>c̃ of MLP and Transformer; points of 𝒳</source>
        <translation>MLP 和 Transformer 的 c̃；𝒳 的点数</translation>
    </message>
    <message>
        <source>left side of (158) where it is worst</source>
        <translation>(158) 的左边，最差处</translation>
    </message>
    <message>
        <source>points beyond it</source>
        <translation>超出它的点</translation>
    </message>
    <message>
        <source>(156) for the MLP: relative error</source>
        <translation>MLP 的 (156)：相对误差</translation>
    </message>
    <message>
        <source>(156) for DTU: relative error</source>
        <translation>DTU 的 (156)：相对误差</translation>
    </message>
    <message>
        <source>left side of (158)</source>
        <translation>(158) 的左边</translation>
    </message>
    <message>
        <source>Where a linear map carries the features over exactly (no more points than features), the right side is 0 and the left one is not, even with equal c̃. (156) is the reason: dropping keys does not multiply attention by c̃, for the softmax over those kept sums to 1 again, and an MLP with masks inside is not linear in them. (158) also takes |c̃_MLP − c̃_Fix| for at most ε, which nothing says. Where many points make ε large the inequality is kept, since it is then weak.</source>
        <translation>当线性映射精确地转换特征时（点数不多于特征数），右边为 0 而左边不为 0，即使 c̃ 相等。原因在于 (156)：丢弃键并不是给注意力乘以 c̃，因为保留的键上的 softmax 又归一到 1；而内部带掩码的 MLP 对掩码不是线性的。(158) 还认为 |c̃_MLP − c̃_Fix| 至多为 ε，这毫无依据。当点很多使 ε 较大时，不等式成立，因为此时它很弱。</translation>
    </message>
    <message>
        <source>The inequality is kept by all layers, points and masks that were tried.</source>
        <translation>所试的所有层、点和掩码都满足该不等式。</translation>
    </message>
    <message>
        <source>Difference of masked means, c̃ = 0.7 for both</source>
        <translation>掩码均值之差，两者 c̃ = 0.7</translation>
    </message>
    <message>
        <source>Points of 𝒳</source>
        <translation>𝒳 的点数</translation>
    </message>
    <message>
        <source>Too short to train on: %1 training tokens, but a context of %2 needs at least %3.</source>
        <translation>太短，无法训练：训练词元 %1 个，而长度为 %2 的上下文至少需要 %3 个。</translation>
    </message>
    <message>
        <source>It holds no words.</source>
        <translation>其中没有单词。</translation>
    </message>
    <message>
        <source>Too small for the model: %1 training tokens for %2 parameters. With fewer than one token for each parameter the model can learn the text by heart; take more text, or a smaller model or vocabulary.</source>
        <translation>对模型来说太小：%1 个训练词元对 %2 个参数。每个参数不到一个词元时，模型可能把文本背下来；请用更多文本，或更小的模型或词表。</translation>
    </message>
    <message>
        <source>The planned training reads the text %1 times; beyond about %2 times repetition teaches nothing more. Take more text or fewer steps.</source>
        <translation>计划的训练会把文本读 %1 遍；超过约 %2 遍后，重复不再教会任何东西。请用更多文本或更少的步数。</translation>
    </message>
    <message>
        <source>Only %1 words are held out, fewer than %2 contexts: held-out measures will be noisy.</source>
        <translation>只留出了 %1 个词，不足 %2 个上下文：留出集上的度量会有噪声。</translation>
    </message>
    <message>
        <source>The vocabulary of %1 holds only %2 % of the words in the text; the others are never learnt. Raise language.vocabulary.</source>
        <translation>大小为 %1 的词表只覆盖文本中 %2 % 的词；其余的永远学不到。请调高 language.vocabulary。</translation>
    </message>
    <message>
        <source>Handbook</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Search: %1</source>
        <translation>搜索：%1</translation>
    </message>
    <message>
        <source>&lt;p&gt;No page holds all of these words.&lt;/p&gt;</source>
        <translation>&lt;p&gt;没有页面包含全部这些词。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>opens the window</source>
        <translation>打开窗口</translation>
    </message>
    <message>
        <source>draws the plots of a run, without a display</source>
        <translation>画出一个运行的图，无需显示器</translation>
    </message>
    <message>
        <source>writes a report with figures as HTML, without a display</source>
        <translation>把带图的报告写成 HTML，无需显示器</translation>
    </message>
    <message>
        <source>draws the window, without a display</source>
        <translation>画出窗口，无需显示器</translation>
    </message>
    <message>
        <source>A workbench for watching language models lose their words under entropy-stabilising feedback.</source>
        <translation>一个工作台，用来观察语言模型在稳定熵的反馈下失去词语。</translation>
    </message>
    <message>
        <source>With report: the file to write, .html or .md.</source>
        <translation>与 report 合用：要写入的文件，.html 或 .md。</translation>
    </message>
    <message>
        <source>Shows the versions, and the devices and threads that training can use.</source>
        <translation>显示版本，以及训练可用的设备和线程。</translation>
    </message>
    <message>
        <source>Preset (default: quickstart), experiment file, run folder, packed run, another tool&apos;s log, or text file.</source>
        <translation>预设（默认：quickstart）、实验文件、运行文件夹、打包的运行、其他工具的日志，或文本文件。</translation>
    </message>
    <message>
        <source>0 done, 1 failed, 2 usage.</source>
        <translation>0 完成，1 失败，2 用法错误。</translation>
    </message>
    <message>
        <source>overdamp-run(1) trains and reports without a window, and explains every parameter and file. F1 opens the help.</source>
        <translation>overdamp-run(1) 不用窗口即可训练和生成报告，并解释每个参数和文件。按 F1 打开帮助。</translation>
    </message>
    <message>
        <source>report takes a study folder, or run folders.</source>
        <translation>report 需要一个研究文件夹，或若干运行文件夹。</translation>
    </message>
    <message>
        <source>--output belongs to report.</source>
        <translation>--output 属于 report。</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>held</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Draws only a dock (controls, samples, loop, temperatures, runs, twin), a page (study, theory, lessons), presenter, or help.</source>
        <translation>只绘制一个停靠面板（controls、samples、loop、temperatures、runs、twin）、一个页面（study、theory、lessons）、presenter 或 help。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 runs&lt;/b&gt;, about %2 with %3 side by side</source>
        <translation>&lt;b&gt;%1 个运行&lt;/b&gt;，%3 个并行约需 %2</translation>
    </message>
    <message>
        <source> (from %1 earlier runs)</source>
        <translation>（根据 %1 个以前的运行）</translation>
    </message>
    <message>
        <source>%1 of %2 claims and %3 of the paper&apos;s numbers no longer apply and are left out</source>
        <translation>%2 条论断中的 %1 条和 %3 个论文数值不再适用，已略去</translation>
    </message>
    <message>
        <source> (a rough guess: not all of its models have been run here)</source>
        <translation>（粗略估计：其中有的模型还没有在此运行过）</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Numbers that the model computes with. bfloat16 keeps parameters and optimizer in float32; automatic takes it on a GPU that has it, and float32 elsewhere.</source>
        <translation>模型计算所用的数。bfloat16 时参数和优化器仍为 float32；automatic 在具备它的 GPU 上采用它，其他情况用 float32。</translation>
    </message>
    <message>
        <source>source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Each of the paper&apos;s numbers is met if ours lies within the tolerance of it. Reproduced: all are met; partly: some; not: none.</source>
        <translation>若我们的数值与论文的数值相差不超过容差，则该数值得到满足。复现：全部满足；部分：有些满足；未复现：没有一个满足。</translation>
    </message>
    <message>
        <source>Means over seeds along the axis, for every choice of the other axes. Reproduced: in all of them each step goes the claimed way by more than the larger spread of its two ends; partly: in more than half the rank correlation has the claimed sign; not: otherwise. A single seed is given the largest spread of the claim&apos;s other points; where there is none, at most partly.</source>
        <translation>对其他各轴的每一种取值，沿该轴取种子间的均值。复现：在所有取值下，每一步都按论断的方向变化，且幅度大于两端离散度中较大者；部分：在半数以上的取值下，秩相关的符号与论断一致；未复现：其他情况。单个种子取该论断其余各点中最大的离散度；若没有，则最多为部分。</translation>
    </message>
    <message>
        <source>Means over seeds. Reproduced: ordered as claimed, each gap wider than the larger spread of the two; partly: the means are ordered as claimed, but not so clearly, or the first is above each of the others by more than the larger spread of the two; not: otherwise. A single seed is given the largest spread of the claim&apos;s other points; where there is none, at most partly.</source>
        <translation>种子间的均值。复现：次序与论断一致，每个间距都大于两者离散度中较大者；部分：均值的次序与论断一致但不够明显，或第一项高于其他每一项，且差距大于两者离散度中较大者；未复现：其他情况。单个种子取该论断其余各点中最大的离散度；若没有，则最多为部分。</translation>
    </message>
    <message>
        <source>Means over seeds along the axis. Reproduced: they differ by no more than the tolerance; partly: by no more than three times it; not: otherwise.</source>
        <translation>沿该轴的种子间均值。复现：彼此相差不超过容差；部分：不超过容差的三倍；未复现：其他情况。</translation>
    </message>
    <message>
        <source>Steps from engagement to the first evaluation with a share of 90 %, mean over seeds; the difference is in percent of the slower one. Reproduced: the claimed one is faster by the paper&apos;s number within the tolerance, and by more than the larger spread; partly: its mean is smaller; not: otherwise. Not measured where a run never collapses, or where evaluations are further apart than the claimed difference.</source>
        <translation>从反馈生效到占比首次达到 90 % 的评估所经的步数，取种子间的均值；差值以较慢者的百分比表示。复现：论断所说的一方更快，幅度在容差内等于论文的数值，且大于较大的离散度；部分：其均值较小；未复现：其他情况。若有运行从未坍缩，或评估的间隔大于论断的差值，则为未测量。</translation>
    </message>
    <message>
        <source>Mean loss of the 50 steps before engagement against the 50 after the ramp (jump) and against the last 50 (final change); roughness is the standard deviation of the change from one step to the next. Reproduced: in every run jump and final change are at most 0.1 nats, and roughness afterwards is at most 1.5 times that of the run which differs in α = 0 alone, or, where the study has none and at α = 0, that before engagement; partly: the roughness is, the levels are not, in some run; not: the roughness is not in some run. The paper names no step of engagement and no limits: these are ours.</source>
        <translation>反馈生效前 50 步的平均损失，与渐入之后的 50 步相比（跳变），并与最后 50 步相比（最终变化）；粗糙度是相邻两步之差的标准差。复现：在每个运行中，跳变和最终变化都不超过 0.1 奈特，且之后的粗糙度不超过仅 α = 0 不同的那个运行的 1.5 倍；若研究中没有这样的运行，以及在 α = 0 时，则与生效前相比；部分：在某个运行中粗糙度满足而水平不满足；未复现：在某个运行中粗糙度不满足。论文没有给出生效的步数和界限：这些由我们规定。</translation>
    </message>
    <message>
        <source>Least-squares slope of predictive entropy on loss, in the half of the steps with higher loss and in the half with lower loss, mean over a group&apos;s runs; with feedback only the steps after the ramp. A group meets it if the upper slope is positive and at least twice the size of the lower one, and in part if it is only larger than that size. Reproduced: all groups meet it; partly: some, or in part; not: none.</source>
        <translation>预测熵对损失的最小二乘斜率，分别在损失较高和较低的一半步中计算，取一组运行的均值；有反馈时只用渐入之后的步。若上半斜率为正且至少是下半斜率大小的两倍，则该组满足；若只是更大，则部分满足。复现：所有组都满足；部分：有些组满足或部分满足；未复现：没有一组。</translation>
    </message>
    <message>
        <source>Share of the steps whose loss and entropy both lie in the lower third of the run&apos;s range, mean over a group&apos;s runs; with feedback only the steps after the ramp. A group meets it with more than half of the steps, and in part with more than a third. Reproduced: all groups meet it; partly: some, or in part; not: none.</source>
        <translation>损失和熵都落在该运行范围下三分之一的步所占的比例，取一组运行的均值；有反馈时只用渐入之后的步。超过一半的步则该组满足，超过三分之一则部分满足。复现：所有组都满足；部分：有些组满足或部分满足；未复现：没有一组。</translation>
    </message>
    <message>
        <source>Means over seeds. Reproduced: all groups reach the limit; partly: some; not: none.</source>
        <translation>种子间的均值。复现：所有组都达到界限；部分：有些组；未复现：没有一组。</translation>
    </message>
    <message>
        <source>Means over seeds. Reproduced: all groups stay below the limit; partly: some; not: none.</source>
        <translation>种子间的均值。复现：所有组都低于界限；部分：有些组；未复现：没有一组。</translation>
    </message>
    <message>
        <source>Means over seeds of the groups with feedback. A group meets it if its value lies within the tolerance of the baseline&apos;s and the entropy of its texts within 0.5 nats of the baseline&apos;s: neither concentrated nor noise. Reproduced: all groups meet it; partly: some; not: none.</source>
        <translation>有反馈的各组的种子间均值。若一组的数值与基线之差在容差内，且其文本的熵与基线之差不超过 0.5 奈特，则该组满足：既不集中，也不是噪声。复现：所有组都满足；部分：有些组；未复现：没有一组。</translation>
    </message>
    <message>
        <source>Rank correlation, over the runs, of the measure with the roughness of the training loss after the ramp (standard deviation of its change from one step to the next). Reproduced: it has the claimed sign and is beyond chance, 1.96/√(n − 1); partly: it has the claimed sign; not: otherwise. Six runs at least.</source>
        <translation>在各运行之间，该度量与渐入之后训练损失的粗糙度（相邻两步之差的标准差）的秩相关。复现：符号与论断一致，且超出偶然范围 1.96/√(n − 1)；部分：符号与论断一致；未复现：其他情况。至少需要六个运行。</translation>
    </message>
    <message>
        <source>The plan&apos;s other forms do not fit its claims any more and are left out</source>
        <translation>计划的其他规模不再符合其论断，已略去</translation>
    </message>
    <message>
        <source>%1 is set by an axis as well, whose value counts</source>
        <translation>%1 也由某个轴设定，以轴的取值为准</translation>
    </message>
</context>
<context>
    <name>overdamp::Arrivals</name>
    <message>
        <source>Note: %1</source>
        <translation>注意：%1</translation>
    </message>
    <message>
        <source>Open packed &amp;run…</source>
        <translation>打开打包的运行(&amp;R)…</translation>
    </message>
    <message>
        <source>Open packed run</source>
        <translation>打开打包的运行</translation>
    </message>
    <message>
        <source>Packed runs (*.zip);;All files (*)</source>
        <translation>打包的运行 (*.zip);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Import log…</source>
        <translation>导入日志(&amp;I)…</translation>
    </message>
    <message>
        <source>Import log of another tool</source>
        <translation>导入其他工具的日志</translation>
    </message>
    <message>
        <source>Logs (*.csv *.tsv *tfevents*);;All files (*)</source>
        <translation>日志 (*.csv *.tsv *tfevents*);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Train on a &amp;text…</source>
        <translation>用文本训练(&amp;T)…</translation>
    </message>
    <message>
        <source>Choose text files</source>
        <translation>选择文本文件</translation>
    </message>
    <message>
        <source>Text files (*.txt *.md *.text);;All files (*)</source>
        <translation>文本文件 (*.txt *.md *.text);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Imported %1 steps.</source>
        <translation>已导入 %1 步。</translation>
    </message>
    <message>
        <source>Unpacking %1</source>
        <translation>正在解包 %1</translation>
    </message>
    <message>
        <source>Unpacked into %1.</source>
        <translation>已解包到 %1。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Overdamp</source>
        <translation>Overdamp</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>已略去：%1</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>各列…</translation>
    </message>
</context>
<context>
    <name>overdamp::Chart</name>
    <message>
        <source>%1: %2 at %3, %4 at %5</source>
        <translation>%1：%3 处为 %2，%5 处为 %4</translation>
    </message>
    <message>
        <source>%1 over %2. %3.</source>
        <translation>%1，横轴为 %2。%3。</translation>
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
    <name>overdamp::CorpusDialog</name>
    <message>
        <source>Train on a text</source>
        <translation>用文本训练</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 个文件</translation>
    </message>
    <message>
        <source>Most frequent words and punctuation marks, which the high-frequency share counts</source>
        <translation>最常见的单词和标点，高频占比所统计的就是它们</translation>
    </message>
    <message>
        <source>Share of the text that has been read</source>
        <translation>文本已读取的部分</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Train on it</source>
        <translation>用它训练</translation>
    </message>
    <message>
        <source>Size:</source>
        <translation>大小：</translation>
    </message>
    <message>
        <source>%1, %2 documents</source>
        <translation>%1，%2 篇文档</translation>
    </message>
    <message>
        <source>%1 in %2 files, %3 documents</source>
        <translation>%1，共 %2 个文件，%3 篇文档</translation>
    </message>
    <message>
        <source>Words:</source>
        <translation>词数：</translation>
    </message>
    <message>
        <source>%1 to train on, %2 held out</source>
        <translation>%1 用于训练，%2 留出</translation>
    </message>
    <message>
        <source>Training tokens:</source>
        <translation>训练词元：</translation>
    </message>
    <message>
        <source>Vocabulary:</source>
        <translation>词表：</translation>
    </message>
    <message>
        <source>%1 different words; the model knows %2 tokens, %3 % of the text</source>
        <translation>%1 个不同的词；模型认识 %2 个词元，占文本的 %3 %</translation>
    </message>
    <message>
        <source>Model:</source>
        <translation>模型：</translation>
    </message>
    <message>
        <source>%1 parameters, %2 tokens for each</source>
        <translation>%1 个参数，每个参数 %2 个词元</translation>
    </message>
    <message>
        <source>Training:</source>
        <translation>训练：</translation>
    </message>
    <message>
        <source>%1 steps read the text %2 times</source>
        <translation>%1 步把文本读 %2 遍</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>overdamp::DiagnosisNotice</name>
    <message>
        <source>Go to the knob that has most to do with it, and show the step on the plots</source>
        <translation>转到与之最相关的旋钮，并在图上显示该步</translation>
    </message>
    <message>
        <source>Look at: %1</source>
        <translation>查看：%1</translation>
    </message>
</context>
<context>
    <name>overdamp::ForkDialog</name>
    <message>
        <source>Fork and train</source>
        <translation>分叉并训练</translation>
    </message>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>尚未更改任何内容。</translation>
    </message>
    <message>
        <source>Fork</source>
        <translation>分叉</translation>
    </message>
    <message>
        <source>Fork “%1”</source>
        <translation>分叉“%1”</translation>
    </message>
    <message>
        <source>The first step that is the child&apos;s own, up to %1</source>
        <translation>子运行自身的第一步，至多 %1</translation>
    </message>
    <message>
        <source>The planned end of the child</source>
        <translation>子运行计划的终点</translation>
    </message>
    <message>
        <source>The child repeats the run up to this step and goes on with the knobs set here. The run itself stays as it is.</source>
        <translation>子运行重复原运行直到这一步，然后以此处设定的旋钮继续。原运行保持不变。</translation>
    </message>
    <message>
        <source>Leave the run at &amp;step</source>
        <translation>从第几步离开原运行(&amp;S)</translation>
    </message>
    <message>
        <source>Train until step</source>
        <translation>训练到第几步</translation>
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
        <source>&amp;Keyboard</source>
        <translation>键盘(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Overdamp</source>
        <translation>关于 Overdamp(&amp;A)</translation>
    </message>
    <message>
        <source>Handbook</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>← Back</source>
        <translation>← 后退</translation>
    </message>
    <message>
        <source>Forward →</source>
        <translation>前进 →</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>搜索 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>&amp;Handbook</source>
        <translation>手册(&amp;H)</translation>
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
    <message>
        <source>&lt;p&gt;%1&lt;/p&gt;</source>
        <translation>&lt;p&gt;%1&lt;/p&gt;</translation>
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
    <name>overdamp::LessonCard</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>The step before, to read (←)</source>
        <translation>回看上一步 (←)</translation>
    </message>
    <message>
        <source>Go on (Return or →)</source>
        <translation>继续（回车或 →）</translation>
    </message>
    <message>
        <source>Leave the lesson (Escape)</source>
        <translation>离开课程 (Escape)</translation>
    </message>
    <message>
        <source>Leave the lesson</source>
        <translation>离开课程</translation>
    </message>
</context>
<context>
    <name>overdamp::LessonPlayer</name>
    <message>
        <source>Locked until you have predicted.</source>
        <translation>做出预测之后才解锁。</translation>
    </message>
    <message>
        <source>Locked by the lesson “%1”.</source>
        <translation>被课程“%1”锁定。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>You predicted: &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>你的预测：&lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>It is measured at the next evaluation: train on.</source>
        <translation>将在下一次评估时测量：请继续训练。</translation>
    </message>
    <message>
        <source>Measured: &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>测得：&lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>**Close.**</source>
        <translation>**接近**。</translation>
    </message>
    <message>
        <source>**Off by %1.**</source>
        <translation>**相差 %1**。</translation>
    </message>
    <message>
        <source>**Right.**</source>
        <translation>**正确**。</translation>
    </message>
    <message>
        <source>**Not so.**</source>
        <translation>**并非如此**。</translation>
    </message>
    <message>
        <source>What you found</source>
        <translation>你的发现</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>%1: you said %2, measured &lt;b&gt;%3&lt;/b&gt;&lt;br&gt;</source>
        <translation>%1：你预测 %2，测得 &lt;b&gt;%3&lt;/b&gt;&lt;br&gt;</translation>
    </message>
    <message>
        <source>Another run is shown</source>
        <translation>当前显示的是另一个运行</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>The lesson waits. Its knobs are free here; go back to its run, or leave it.</source>
        <translation>课程正在等待。在这里它的旋钮可自由使用；请回到它的运行，或离开课程。</translation>
    </message>
    <message>
        <source>Back to the lesson</source>
        <translation>回到课程</translation>
    </message>
    <message>
        <source>step %1 of run %2</source>
        <translation>运行 %2 的第 %1 步</translation>
    </message>
</context>
<context>
    <name>overdamp::Lessons</name>
    <message>
        <source>between %1 and %2</source>
        <translation>介于 %1 和 %2 之间</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>高于 %1</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>低于 %1</translation>
    </message>
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
        <source>Train to step %1 (Space)</source>
        <translation>训练到第 %1 步（空格）</translation>
    </message>
    <message>
        <source>Train %1 more steps (Space)</source>
        <translation>再训练 %1 步（空格）</translation>
    </message>
    <message>
        <source>Set %1 to %2</source>
        <translation>把%1设为 %2</translation>
    </message>
    <message>
        <source>Turn %1 %2</source>
        <translation>把%1调到%2</translation>
    </message>
    <message>
        <source>Train until this is %1: %2</source>
        <translation>训练到此项%1：%2</translation>
    </message>
    <message>
        <source>Drag along the timeline to look back</source>
        <translation>沿时间线拖动以回看</translation>
    </message>
    <message>
        <source>Look at %1</source>
        <translation>查看%1</translation>
    </message>
    <message>
        <source>Fork the run (Ctrl+Shift+F)</source>
        <translation>分叉该运行 (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>Rewind the run (Ctrl+Shift+R)</source>
        <translation>回退该运行 (Ctrl+Shift+R)</translation>
    </message>
    <message>
        <source>Repeat the run without a gesture (What if not)</source>
        <translation>去掉一个操作，重复该运行（如果没有）</translation>
    </message>
    <message>
        <source> points</source>
        <translation> 个百分点</translation>
    </message>
    <message>
        <source>× %1</source>
        <translation>× %1</translation>
    </message>
    <message>
        <source>%1, the largest of %2 steps</source>
        <translation>%1，%2 步中的最大值</translation>
    </message>
    <message>
        <source>%1, its mean change from step to step</source>
        <translation>%1，相邻步之间的平均变化</translation>
    </message>
    <message>
        <source>%1, mean of %2 steps</source>
        <translation>%1，%2 步的平均</translation>
    </message>
    <message>
        <source>%1, against before the feedback</source>
        <translation>%1，相对于反馈之前</translation>
    </message>
    <message>
        <source>%1, against the parent run</source>
        <translation>%1，相对于父运行</translation>
    </message>
    <message>
        <source>%1, against step %2</source>
        <translation>%1，相对于第 %2 步</translation>
    </message>
</context>
<context>
    <name>overdamp::LessonsPage</name>
    <message>
        <source>Open a lesson file…</source>
        <translation>打开课程文件…</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Each lesson trains a small model on the Explore page and asks what you expect before it shows what was measured.</source>
        <translation>每门课程都在“探索”页上训练一个小模型，先问你的预期，再显示测得的结果。</translation>
    </message>
    <message>
        <source>How to write one</source>
        <translation>如何编写课程</translation>
    </message>
    <message>
        <source>about %1 minutes · %2 steps</source>
        <translation>约 %1 分钟 · %2 步</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再来一次</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Begin “%1”</source>
        <translation>开始“%1”</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>打开课程</translation>
    </message>
    <message>
        <source>Lessons (*.json)</source>
        <translation>课程 (*.json)</translation>
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
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 项</translation>
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
    <name>overdamp::LogColumnsDialog</name>
    <message>
        <source>no numbers</source>
        <translation>没有数值</translation>
    </message>
    <message>
        <source>%1 values, all %2</source>
        <translation>%1 个值，都是 %2</translation>
    </message>
    <message>
        <source>%1 values, %2 to %3, the last %4</source>
        <translation>%1 个值，%2 到 %3，最后为 %4</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>Columns of %1</source>
        <translation>%1 的各列</translation>
    </message>
    <message>
        <source>(leave out)</source>
        <translation>（略去）</translation>
    </message>
    <message>
        <source>The column is not imported</source>
        <translation>不导入此列</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Number of the training step that the row belongs to</source>
        <translation>该行所属训练步的序号</translation>
    </message>
    <message>
        <source>Clock time</source>
        <translation>时钟时间</translation>
    </message>
    <message>
        <source>Unix time, seconds</source>
        <translation>Unix 时间，秒</translation>
    </message>
    <message>
        <source>Seconds since the start</source>
        <translation>自开始以来的秒数</translation>
    </message>
    <message>
        <source>What the names of the columns mean to this program is chosen already. Correct it where it is wrong.</source>
        <translation>已按本程序对列名的理解作了选择。如有不对，请更正。</translation>
    </message>
    <message>
        <source>No column was recognised as a loss. Choose what the columns mean.</source>
        <translation>没有一列被认作损失。请选择各列的含义。</translation>
    </message>
    <message>
        <source>The names in bold are unknown here. Choose what these columns mean, or leave them out.</source>
        <translation>粗体的列名在此未知。请选择这些列的含义，或略去它们。</translation>
    </message>
    <message>
        <source>What is wrong with the choice</source>
        <translation>所作选择的问题</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Is imported as</source>
        <translation>导入为</translation>
    </message>
    <message>
        <source>Columns of the log</source>
        <translation>日志的各列</translation>
    </message>
    <message>
        <source>What “%1” is imported as</source>
        <translation>“%1”导入为</translation>
    </message>
    <message>
        <source>Two columns are to become %1; leave one of them out.</source>
        <translation>有两列都要成为 %1；请略去其中一列。</translation>
    </message>
    <message>
        <source>Nothing is imported: choose a measure for one column at least.</source>
        <translation>没有可导入的内容：请至少为一列选择度量。</translation>
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
    <message>
        <source>Imported from %1</source>
        <translation>导入自 %1</translation>
    </message>
    <message>
        <source>The study that runs is paused and can go on later.</source>
        <translation>正在运行的研究将暂停，以后可以继续。</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>Theory</source>
        <translation>理论</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
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
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Put away for this run</source>
        <translation>在本次运行中收起</translation>
    </message>
</context>
<context>
    <name>overdamp::OrderedList</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>overdamp::Pages</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
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
    <message>
        <source>The run could not start; the line above says why</source>
        <translation>运行无法启动；原因见上一行</translation>
    </message>
</context>
<context>
    <name>overdamp::PredictionForm</name>
    <message>
        <source>Predict</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Prediction, slider</source>
        <translation>预测，滑块</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
</context>
<context>
    <name>overdamp::PredictionScale</name>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>测得</translation>
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
    <message>
        <source># Imported from %1: no command repeats it.</source>
        <translation># 导入自 %1：没有命令可以重复它。</translation>
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
    <message>
        <source>&amp;Fork…</source>
        <translation>分叉(&amp;F)…</translation>
    </message>
    <message>
        <source>Shows the run</source>
        <translation>显示该运行</translation>
    </message>
    <message>
        <source>Makes a child of the run that goes on from one of its steps with other knobs</source>
        <translation>创建一个子运行，从该运行的某一步起以其他旋钮设置继续</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Measures as &amp;CSV…</source>
        <translation>度量存为 CSV(&amp;C)…</translation>
    </message>
    <message>
        <source>Everything as &amp;JSON…</source>
        <translation>全部存为 JSON(&amp;J)…</translation>
    </message>
    <message>
        <source>Export as JSON</source>
        <translation>导出为 JSON</translation>
    </message>
    <message>
        <source>JSON documents (*.json)</source>
        <translation>JSON 文档 (*.json)</translation>
    </message>
    <message>
        <source>&amp;TensorBoard events…</source>
        <translation>TensorBoard 事件(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Packed run…</source>
        <translation>打包的运行(&amp;P)…</translation>
    </message>
    <message>
        <source>The run&apos;s folder as one zip file, which opens in another Overdamp: drop it onto the window</source>
        <translation>把运行文件夹存为一个 zip 文件，可在另一个 Overdamp 中打开：把它拖到窗口上即可</translation>
    </message>
    <message>
        <source>Cop&amp;y citation</source>
        <translation>复制引用(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Methods text</source>
        <translation>方法文本(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;BibTeX</source>
        <translation>BibTeX(&amp;B)</translation>
    </message>
    <message>
        <source>Export TensorBoard events into</source>
        <translation>把 TensorBoard 事件导出到</translation>
    </message>
    <message>
        <source>Exported. Look at it with: tensorboard --logdir %1</source>
        <translation>已导出。查看方法：tensorboard --logdir %1</translation>
    </message>
    <message>
        <source>Without checkpoints, to look at (*.zip)</source>
        <translation>不含检查点，供查看 (*.zip)</translation>
    </message>
    <message>
        <source>Pack run</source>
        <translation>打包运行</translation>
    </message>
    <message>
        <source>With checkpoints, to go on (*.zip)</source>
        <translation>含检查点，可继续训练 (*.zip)</translation>
    </message>
    <message>
        <source>Packing %1…</source>
        <translation>正在打包 %1…</translation>
    </message>
    <message>
        <source>Packed into %1.</source>
        <translation>已打包到 %1。</translation>
    </message>
    <message>
        <source>BibTeX copied.</source>
        <translation>已复制 BibTeX。</translation>
    </message>
    <message>
        <source>Methods text copied.</source>
        <translation>已复制方法文本。</translation>
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
    <message>
        <source>Imported from %1</source>
        <translation>导入自 %1</translation>
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
        <translation>%1 / %2</translation>
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
    <name>overdamp::StudyAxisEditor</name>
    <message>
        <source>Name of the axis</source>
        <translation>轴的名称</translation>
    </message>
    <message>
        <source>What the axis is called in tables, such as α</source>
        <translation>该轴在表格中的名称，如 α</translation>
    </message>
    <message>
        <source>Values of the axis</source>
        <translation>轴的取值</translation>
    </message>
    <message>
        <source>Takes this axis out of the plan</source>
        <translation>从计划中去掉此轴</translation>
    </message>
    <message>
        <source>Remove the axis</source>
        <translation>移除轴</translation>
    </message>
    <message>
        <source>Knob of the axis</source>
        <translation>轴的旋钮</translation>
    </message>
    <message>
        <source>several knobs</source>
        <translation>多个旋钮</translation>
    </message>
    <message>
        <source>Separated by commas; each is %1</source>
        <translation>用逗号分隔；每个值为 %1</translation>
    </message>
    <message>
        <source> · seeds %1</source>
        <translation> · 种子 %1</translation>
    </message>
    <message>
        <source>Leaves all knobs as they are</source>
        <translation>所有旋钮保持不变</translation>
    </message>
    <message>
        <source>Variants of the axis</source>
        <translation>轴的变体</translation>
    </message>
    <message>
        <source>Add a variant</source>
        <translation>添加变体</translation>
    </message>
    <message>
        <source>Edit the variant</source>
        <translation>编辑变体</translation>
    </message>
    <message>
        <source>Duplicate the variant</source>
        <translation>复制变体</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Remove the variant</source>
        <translation>移除变体</translation>
    </message>
    <message>
        <source>Each variant sets knobs of its own</source>
        <translation>每个变体各设自己的旋钮</translation>
    </message>
    <message>
        <source>variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Puts this axis earlier; the last one gives the columns of the results</source>
        <translation>把此轴提前；最后一个轴给出结果的各列</translation>
    </message>
    <message>
        <source>Move the axis up</source>
        <translation>上移此轴</translation>
    </message>
</context>
<context>
    <name>overdamp::StudyDriver</name>
    <message>
        <source>overdamp-run, which trains the runs of a study, is neither beside this program nor on the path</source>
        <translation>训练研究中各运行的 overdamp-run 既不在本程序旁，也不在搜索路径中</translation>
    </message>
</context>
<context>
    <name>overdamp::StudyGridModel</name>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>%1 · mean</source>
        <translation>%1 · 平均</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1，%2 %</translation>
    </message>
    <message>
        <source>paper %1</source>
        <translation>论文 %1</translation>
    </message>
    <message>
        <source>, the paper&apos;s number %1</source>
        <translation>，论文的数值 %1</translation>
    </message>
    <message>
        <source>: reproduced within %1</source>
        <translation>：在 %1 之内复现</translation>
    </message>
    <message>
        <source>: not reproduced within %1</source>
        <translation>：未能在 %1 之内复现</translation>
    </message>
</context>
<context>
    <name>overdamp::StudyMeasuresEditor</name>
    <message>
        <source>Measures in the report</source>
        <translation>报告中的度量</translation>
    </message>
    <message>
        <source>Add a measure</source>
        <translation>添加度量</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Remove the measure</source>
        <translation>移除度量</translation>
    </message>
    <message>
        <source>The first one is the headline, which tables and figures show.</source>
        <translation>第一个是主要度量，表格和图中显示的就是它。</translation>
    </message>
</context>
<context>
    <name>overdamp::StudyPage</name>
    <message>
        <source>The study “%1” has ended: %2 of %3 runs finished. Its folder is %4</source>
        <translation>研究“%1”已结束：%3 个运行中完成了 %2 个。其文件夹为 %4</translation>
    </message>
    <message>
        <source>Open another study</source>
        <translation>打开另一个研究</translation>
    </message>
    <message>
        <source>Open study folder</source>
        <translation>打开研究文件夹</translation>
    </message>
    <message>
        <source>Close Overdamp</source>
        <translation>关闭 Overdamp</translation>
    </message>
    <message>
        <source>A study is running. Shall it be paused?</source>
        <translation>一个研究正在运行。要暂停它吗？</translation>
    </message>
    <message>
        <source>Pause and keep</source>
        <translation>暂停并保留</translation>
    </message>
    <message>
        <source>Its runs write their checkpoints. Open its folder later and press Resume: it goes on from there, and what has finished is not run again.</source>
        <translation>它的各运行会写下检查点。以后打开其文件夹并按“继续”：研究将从那里继续，已完成的运行不会重做。</translation>
    </message>
</context>
<context>
    <name>overdamp::StudyPlanEditor</name>
    <message>
        <source>new plan</source>
        <translation>新计划</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>A built-in study to start from</source>
        <translation>作为起点的内置研究</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>nano: minutes on two cores. paper: the paper&apos;s sizes, for a GPU.</source>
        <translation>nano：在两个核心上几分钟。paper：论文的规模，用于 GPU。</translation>
    </message>
    <message>
        <source>&amp;Plan from a file…</source>
        <translation>从文件打开计划(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Study folder…</source>
        <translation>研究文件夹(&amp;S)…</translation>
    </message>
    <message>
        <source>Open a plan, or the folder of an earlier study</source>
        <translation>打开一个计划，或以前研究的文件夹</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save the plan as JSON, for overdamp-run study as well</source>
        <translation>把计划保存为 JSON，也可用于 overdamp-run study</translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation>保存计划</translation>
    </message>
    <message>
        <source>The preset or experiment file that every run starts from</source>
        <translation>每个运行所依据的预设或实验文件</translation>
    </message>
    <message>
        <source>Every point of the plan is run once with each seed; an axis may have its own</source>
        <translation>计划的每个点用每个种子各运行一次；轴可以有自己的种子</translation>
    </message>
    <message>
        <source>How many seeds; further ones count on from the last</source>
        <translation>种子的个数；多出的从最后一个往后数</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基础</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>+ Add an axis</source>
        <translation>+ 添加轴</translation>
    </message>
    <message>
        <source>In every run</source>
        <translation>用于每个运行</translation>
    </message>
    <message>
        <source>training.steps=700</source>
        <translation>training.steps=700</translation>
    </message>
    <message>
        <source>Knobs for every run, one key=value a line</source>
        <translation>用于每个运行的旋钮，每行一个 key=value</translation>
    </message>
    <message>
        <source>Knobs for every run</source>
        <translation>用于每个运行的旋钮</translation>
    </message>
    <message>
        <source>Runs and time of the plan</source>
        <translation>计划的运行数和时间</translation>
    </message>
    <message>
        <source>&amp;Start the study</source>
        <translation>开始研究(&amp;S)</translation>
    </message>
    <message>
        <source>Pause the study that runs first</source>
        <translation>请先暂停正在运行的研究</translation>
    </message>
    <message>
        <source>Open plan</source>
        <translation>打开计划</translation>
    </message>
    <message>
        <source>Studies (*.json)</source>
        <translation>研究 (*.json)</translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation>保存计划</translation>
    </message>
    <message>
        <source>The plan is in %1</source>
        <translation>计划已存于 %1</translation>
    </message>
    <message>
        <source>What is asked, in a sentence or two; it stands in the report</source>
        <translation>用一两句话说明所问的问题；它会写入报告</translation>
    </message>
    <message>
        <source>About</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>In the report</source>
        <translation>报告内容</translation>
    </message>
    <message>
        <source>Another plan</source>
        <translation>另一个计划</translation>
    </message>
    <message>
        <source>The plan “%1” has changes that are not saved.</source>
        <translation>计划“%1”有尚未保存的更改。</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>放弃更改</translation>
    </message>
</context>
<context>
    <name>overdamp::StudyQueueModel</name>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>overdamp::StudyQueueView</name>
    <message>
        <source>Queue of the study</source>
        <translation>研究的队列</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Up</translation>
    </message>
    <message>
        <source>Earlier in the queue</source>
        <translation>在队列中提前</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>下移(&amp;D)</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Down</translation>
    </message>
    <message>
        <source>Later in the queue</source>
        <translation>在队列中推后</translation>
    </message>
    <message>
        <source>&amp;First</source>
        <translation>置首(&amp;F)</translation>
    </message>
    <message>
        <source>Alt+PgUp</source>
        <translation>Alt+PgUp</translation>
    </message>
    <message>
        <source>To the front of the queue</source>
        <translation>移到队列最前</translation>
    </message>
    <message>
        <source>&amp;Hold</source>
        <translation>搁置(&amp;H)</translation>
    </message>
    <message>
        <source>Ctrl+H</source>
        <translation>Ctrl+H</translation>
    </message>
    <message>
        <source>Lets the run rest until it is released; if it trains, it writes a checkpoint and ends</source>
        <translation>让运行搁置，直到解除；若正在训练，则写一个检查点后结束</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Leaves the run out; what is recorded of it stays</source>
        <translation>略去该运行；已记录的内容保留</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Runs a failed run again</source>
        <translation>再次运行失败的运行</translation>
    </message>
    <message>
        <source>Cancel &amp;all</source>
        <translation>全部取消(&amp;A)</translation>
    </message>
    <message>
        <source>Leaves out everything that has not finished; the recorded runs stay</source>
        <translation>略去所有尚未完成的运行；已记录的运行保留</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Shows the run on the Explore page</source>
        <translation>在“探索”页上显示该运行</translation>
    </message>
    <message>
        <source>Runs side by side</source>
        <translation>并行运行数</translation>
    </message>
    <message>
        <source>Runs side by side. The results do not depend on it.</source>
        <translation>同时训练的运行数。结果与此无关。</translation>
    </message>
    <message>
        <source> side by side</source>
        <translation> 个并行</translation>
    </message>
    <message>
        <source>Progress of the study</source>
        <translation>研究的进度</translation>
    </message>
    <message>
        <source>No study is open.
Plan one and press Start, or open the folder of an earlier one.</source>
        <translation>没有打开的研究。
请计划一个并按“开始”，或打开以前研究的文件夹。</translation>
    </message>
    <message>
        <source>%1 of %2 finished</source>
        <translation>%2 个中已完成 %1 个</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>pausing: the runs write their checkpoints</source>
        <translation>正在暂停：各运行正在写检查点</translation>
    </message>
    <message>
        <source>another program runs it</source>
        <translation>由另一个程序运行</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>time left unknown yet</source>
        <translation>剩余时间尚未知</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>约剩 %1</translation>
    </message>
    <message>
        <source>Re&amp;lease</source>
        <translation>解除搁置(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>Runs what is left of the study: interrupted runs go on from their last checkpoint, failed ones are tried again, finished ones stay</source>
        <translation>运行研究中剩下的部分：中断的运行从最后的检查点继续，失败的重试，已完成的保持不变</translation>
    </message>
    <message>
        <source>Every run writes a checkpoint and ends; Resume goes on from there, also after a restart</source>
        <translation>每个运行写下检查点并结束；“继续”从那里接着运行，重启程序之后也可以</translation>
    </message>
    <message>
        <source>about %1 of training left</source>
        <translation>训练约还需 %1</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
</context>
<context>
    <name>overdamp::StudyResults</name>
    <message>
        <source>reproduced</source>
        <translation>已复现</translation>
    </message>
    <message>
        <source>partly</source>
        <translation>部分复现</translation>
    </message>
    <message>
        <source>not reproduced</source>
        <translation>未复现</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>结果(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Claims</source>
        <translation>论断(&amp;C)</translation>
    </message>
    <message>
        <source>As &amp;HTML with figures…</source>
        <translation>存为带图的 HTML(&amp;H)…</translation>
    </message>
    <message>
        <source>As &amp;Markdown…</source>
        <translation>存为 Markdown(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Export report</source>
        <translation>导出报告(&amp;E)</translation>
    </message>
    <message>
        <source>Results beside the paper&apos;s numbers</source>
        <translation>结果与论文数值对照</translation>
    </message>
    <message>
        <source>Measure shown</source>
        <translation>所示度量</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>论断</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>论文</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>本研究</translation>
    </message>
    <message>
        <source>Claims and verdicts</source>
        <translation>论断与判定</translation>
    </message>
    <message>
        <source>not in the paper</source>
        <translation>论文中没有</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>The report is in %1</source>
        <translation>报告已存于 %1</translation>
    </message>
    <message>
        <source>Copy methods &amp;text</source>
        <translation>复制方法文本(&amp;T)</translation>
    </message>
    <message>
        <source>Copy &amp;BibTeX</source>
        <translation>复制 BibTeX(&amp;B)</translation>
    </message>
    <message>
        <source>BibTeX copied.</source>
        <translation>已复制 BibTeX。</translation>
    </message>
    <message>
        <source>Methods text copied.</source>
        <translation>已复制方法文本。</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>注意：%1</translation>
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
    <name>overdamp::TheoryPage</name>
    <message>
        <source>&amp;Run check</source>
        <translation>运行检验(&amp;R)</translation>
    </message>
    <message>
        <source>Run &amp;all</source>
        <translation>全部运行(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Measures the claim that is chosen</source>
        <translation>测量所选的论断</translation>
    </message>
    <message>
        <source>Measures all claims and proof steps; takes a few minutes</source>
        <translation>测量全部论断和证明步骤；需要几分钟</translation>
    </message>
    <message>
        <source>Writes everything measured as Markdown or JSON</source>
        <translation>把测得的全部内容写成 Markdown 或 JSON</translation>
    </message>
    <message>
        <source>Progress of the checks</source>
        <translation>检验的进度</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>论断</translation>
    </message>
    <message>
        <source>The paper&apos;s claims and proof steps</source>
        <translation>论文的论断和证明步骤</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>论断</translation>
    </message>
    <message>
        <source>Steps of the proofs</source>
        <translation>证明的步骤</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>第 %1 项，共 %2 项：%3</translation>
    </message>
    <message>
        <source>Export the checks</source>
        <translation>导出检验结果</translation>
    </message>
    <message>
        <source>Markdown (*.md);;JSON (*.json)</source>
        <translation>Markdown (*.md);;JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>overdamp::TheoryView</name>
    <message>
        <source>Run the check to see its chart</source>
        <translation>运行检验以查看其图</translation>
    </message>
    <message>
        <source>Numbers measured</source>
        <translation>测得的数值</translation>
    </message>
    <message>
        <source>How it is measured: %1</source>
        <translation>测量方法：%1</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>Measured by %1 in %2</source>
        <translation>由 %1 测量，用时 %2</translation>
    </message>
    <message>
        <source>less than a second</source>
        <translation>不到一秒</translation>
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
    <message>
        <source>Go on with the twin from step %1</source>
        <translation>从第 %1 步起继续孪生运行</translation>
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
    <message>
        <source>The child is being made …</source>
        <translation>正在创建子运行…</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
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
    <name>overdamp::VariantDialog</name>
    <message>
        <source>Variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Own seeds</source>
        <translation>自己的种子</translation>
    </message>
    <message>
        <source>What the variant is called in tables</source>
        <translation>该变体在表格中的名称</translation>
    </message>
    <message>
        <source>the study&apos;s</source>
        <translation>与研究相同</translation>
    </message>
    <message>
        <source>Seeds of this variant in place of the study&apos;s, separated by commas</source>
        <translation>此变体所用的种子，代替研究的种子，以逗号分隔</translation>
    </message>
    <message>
        <source>It sets these knobs:</source>
        <translation>它设定以下旋钮：</translation>
    </message>
    <message>
        <source>+ Add a knob</source>
        <translation>+ 添加旋钮</translation>
    </message>
    <message>
        <source>What is wrong with the variant</source>
        <translation>变体的问题</translation>
    </message>
    <message>
        <source>Knob</source>
        <translation>旋钮</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>The variant does not set this knob</source>
        <translation>该变体不设定此旋钮</translation>
    </message>
    <message>
        <source>Remove the knob</source>
        <translation>移除旋钮</translation>
    </message>
    <message>
        <source>Another variant of the axis has the name “%1”.</source>
        <translation>该轴的另一个变体已名为“%1”。</translation>
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
    <name>overdamp::study_figures</name>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>%1, paper</source>
        <translation>%1，论文</translation>
    </message>
    <message>
        <source>One line a seed.</source>
        <translation>每个种子一条线。</translation>
    </message>
    <message>
        <source>Means over seeds.</source>
        <translation>各种子的平均。</translation>
    </message>
    <message>
        <source>%1 at the end of the runs, against %2. %3</source>
        <translation>运行结束时的%1，横轴为 %2。%3</translation>
    </message>
    <message>
        <source>Dashed: the paper&apos;s numbers.</source>
        <translation>虚线：论文的数值。</translation>
    </message>
    <message>
        <source>Training loss of every finished run, one colour for each %1. Faint: as recorded; strong: moving average.</source>
        <translation>每个已完成运行的训练损失，每个 %1 一种颜色。浅色：原始记录；深色：滑动平均。</translation>
    </message>
    <message>
        <source>Entropy against loss (nats)</source>
        <translation>熵对损失 (nat)</translation>
    </message>
    <message>
        <source>Loss and predictive entropy through training, seed %1. The trail coloured by α over the density of its steps is %2; the others are drawn beside it.</source>
        <translation>训练过程中的损失和预测熵，种子 %1。按 α 着色、画在各步密度之上的轨迹是 %2；其余的画在旁边。</translation>
    </message>
    <message>
        <source>%1 of each run over its steps.</source>
        <translation>各运行的%1随步数的变化。</translation>
    </message>
    <message>
        <source>The trail coloured by α over the density of its steps is %1; the others are drawn beside it.</source>
        <translation>按 α 着色、画在各步密度之上的轨迹是 %1；其余的画在旁边。</translation>
    </message>
    <message>
        <source>Dashed where a colour comes again.</source>
        <translation>颜色重复时用虚线。</translation>
    </message>
    <message>
        <source>%1 at the end of the runs, for each %2. One dot a run.</source>
        <translation>每个 %2 的运行结束时的%1。每个点是一次运行。</translation>
    </message>
    <message>
        <source>Open: the paper&apos;s numbers.</source>
        <translation>空心：论文的数值。</translation>
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
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>成立</translation>
    </message>
    <message>
        <source>partly</source>
        <translation>部分复现</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>不成立</translation>
    </message>
</context>
</TS>
