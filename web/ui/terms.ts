// The terms of the field, each in one plain sentence or two: the glossary of the guide, and the tooltips of the labs.
// One export each, so that a page downloads only the ones it shows.

export interface Term {
  word: string;
  meaning: string;
}

const term = (word: string, meaning: string): Term => ({ word, meaning });

export const loss = /* @__PURE__ */ term(
  'loss',
  'How wrong one prediction is, or the mean of that over a batch: 0 or small when it is right, larger the worse it is.',
);
export const batch_loss = /* @__PURE__ */ term(
  'batch loss',
  'The mean loss of the examples of this step, before the step was taken.',
);
export const cost = /* @__PURE__ */ term(
  'cost',
  'The mean loss over a whole data set, without penalties: the training cost or the test cost. Formulas call it J.',
);
export const training_cost = /* @__PURE__ */ term(
  'training cost',
  'The mean loss over the whole training set, without the penalty. It is for people to read.',
);
export const test_cost = /* @__PURE__ */ term(
  'test cost',
  'The mean loss over the test set, which is held out: the model does not learn from it.',
);
export const objective = /* @__PURE__ */ term(
  'objective',
  'What the optimizer minimizes: the batch loss plus the penalty.',
);
export const penalty = /* @__PURE__ */ term(
  'penalty',
  'Added to the loss for large weights: ½·l2·‖w‖² + l1·‖w‖₁.',
);
export const gradient = /* @__PURE__ */ term(
  'gradient',
  'The slope of the objective along every parameter: which way, and how steeply, it rises.',
);
export const gradient_norm = /* @__PURE__ */ term(
  'gradient norm',
  'The length of the gradient: how steep the objective is at this step.',
);
export const gradient_descent = /* @__PURE__ */ term(
  'gradient descent',
  'Training in small steps: each one moves the parameters against the gradient, so that the objective falls.',
);
export const optimizer = /* @__PURE__ */ term(
  'optimizer',
  'The rule that turns gradients into steps, for example SGD or Adam.',
);
export const learning_rate = /* @__PURE__ */ term(
  'learning rate',
  'How far each step goes: the gradient is multiplied by it.',
);
export const momentum = /* @__PURE__ */ term(
  'momentum',
  'Each step also continues a part of the step before, as a heavy ball does.',
);
export const converge = /* @__PURE__ */ term('converge', 'To come closer and closer to a minimum.');
export const diverge = /* @__PURE__ */ term(
  'diverge',
  'To move farther and farther away: each step overshoots the minimum by more than the last.',
);
export const parameters = /* @__PURE__ */ term(
  'parameters',
  'The numbers of a model that training changes, also called its weights.',
);
export const model = /* @__PURE__ */ term(
  'model',
  'A formula with many parameters that turns an input into a prediction.',
);
export const prediction = /* @__PURE__ */ term(
  'prediction',
  'What the model answers for one input: a price, a probability for each class, a place in an embedding.',
);
export const step = /* @__PURE__ */ term('step', 'One update of the parameters, from one batch.');
export const batch = /* @__PURE__ */ term(
  'batch',
  'The examples that one step uses, also called a mini-batch. Their number is the batch size.',
);
export const epoch = /* @__PURE__ */ term('epoch', 'One pass over the whole training set.');
export const training_set = /* @__PURE__ */ term('training set', 'The examples that the model learns from.');
export const test_set = /* @__PURE__ */ term(
  'test set',
  'Examples that are held out: they measure how well the model does on what it has not seen.',
);
export const seed = /* @__PURE__ */ term(
  'seed',
  'A number that fixes all random choices: the same seed gives the same run.',
);
export const accuracy = /* @__PURE__ */ term(
  'accuracy',
  'The fraction of examples that are classified correctly.',
);
export const probability = /* @__PURE__ */ term(
  'probability',
  'A number from 0 to 1, or 0% to 100%. Those that a classifier gives to all classes add up to 1.',
);
export const logit = /* @__PURE__ */ term(
  'logit',
  'A score that a model gives to a class, before softmax turns all scores into probabilities.',
);
export const softmax = /* @__PURE__ */ term(
  'softmax',
  'Turns scores into probabilities: e to each score, divided by the sum of all of them.',
);
export const cross_entropy = /* @__PURE__ */ term(
  'cross-entropy',
  'The loss −ln p, where p is the probability that the model gave to the correct class or token.',
);
export const nats = /* @__PURE__ */ term(
  'nats',
  'The unit of −ln p: a probability of 1/e = 37% costs 1 nat, or 1.44 bits.',
);
export const likelihood = /* @__PURE__ */ term(
  'likelihood',
  'The probability that a model gives to all the data together: the product of the probabilities of its parts.',
);
export const maximum_likelihood = /* @__PURE__ */ term(
  'maximum likelihood',
  'Choosing the parameters that make the data most probable: the same as minimizing the mean cross-entropy.',
);
export const perplexity = /* @__PURE__ */ term(
  'perplexity',
  'e to the mean cross-entropy: among how many equally likely tokens the model is choosing.',
);
export const squared_error = /* @__PURE__ */ term(
  'squared error',
  'The loss (prediction − truth)²: twice the error costs four times as much. Its mean is the MSE.',
);
export const absolute_error = /* @__PURE__ */ term(
  'absolute error',
  'The loss |prediction − truth|: twice the error costs twice as much.',
);
export const huber_loss = /* @__PURE__ */ term(
  'Huber loss',
  'Squared error for small errors, and a straight line for large ones.',
);
export const outlier = /* @__PURE__ */ term(
  'outlier',
  'An example that is far from all others, for example because of a typing error.',
);
export const overfitting = /* @__PURE__ */ term(
  'overfitting',
  'The training cost keeps falling while the test cost rises: the model is memorizing its examples.',
);
export const regularization = /* @__PURE__ */ term(
  'regularization',
  'Anything that keeps a model simple, such as a penalty for large weights.',
);
export const weight_decay = /* @__PURE__ */ term(
  'weight decay',
  'Each step also shrinks the weights a little. For SGD it is the same as an L2 penalty.',
);
export const token = /* @__PURE__ */ term(
  'token',
  'A piece of text that a language model reads and predicts: here one character.',
);
export const next_token_prediction = /* @__PURE__ */ term(
  'next-token prediction',
  'What language models are trained for: a probability for every token that may come next.',
);
export const pre_training = /* @__PURE__ */ term(
  'pre-training',
  'The first, long training of a language model, on a large text.',
);
export const fine_tuning = /* @__PURE__ */ term(
  'fine-tuning',
  'Training a pretrained model further, on other data.',
);
export const forgetting = /* @__PURE__ */ term(
  'forgetting',
  'While a model is fine-tuned, its cost on what it learned first rises.',
);
export const replay = /* @__PURE__ */ term(
  'replay',
  'Mixing examples of the first task into fine-tuning, so that the model forgets less.',
);
export const embedding = /* @__PURE__ */ term(
  'embedding',
  'A list of numbers, a point in space, that stands for a text or a picture. Similar things should be close.',
);
export const neural_search = /* @__PURE__ */ term(
  'neural search',
  'Search by embeddings: the documents whose embeddings are nearest to that of the query.',
);
export const relevance = /* @__PURE__ */ term(
  'relevance',
  'How well a document answers a query, as a grade.',
);
export const triplet_loss = /* @__PURE__ */ term(
  'triplet loss',
  'The loss of an anchor, a positive and a negative: 0 once the negative is farther from the anchor than the positive by the margin.',
);
export const anchor = /* @__PURE__ */ term(
  'anchor',
  'The item of a triplet that the other two are compared with; in search, the query.',
);
export const positive = /* @__PURE__ */ term(
  'positive',
  'An item that belongs with the anchor: of the same class, or the document that the query asks for.',
);
export const negative = /* @__PURE__ */ term('negative', 'An item that does not belong with the anchor.');
export const hard_negative = /* @__PURE__ */ term(
  'hard negative',
  'A negative that is closer to the anchor than the positive is. A semi-hard one is farther, but by less than the margin.',
);
export const margin = /* @__PURE__ */ term(
  'margin',
  'By how much farther than the positive a negative has to be before the triplet loss is 0.',
);
export const miner = /* @__PURE__ */ term(
  'miner',
  'Chooses which triplets of a batch are used, for example those with the hardest negatives.',
);
export const active_triplets = /* @__PURE__ */ term(
  'active triplets',
  'Triplets whose loss is above 0: only these change the model.',
);
export const collapse = /* @__PURE__ */ term(
  'collapse',
  'Every embedding is the same point. All distances are 0, so the triplet loss equals the margin.',
);
export const recall_at_k = /* @__PURE__ */ term(
  'recall@k',
  'The fraction of queries whose document is among the k nearest.',
);
export const validation_set = /* @__PURE__ */ term(
  'validation set',
  'Examples that are held out to choose settings, such as when to stop. The test set is then used only once, at the end.',
);
export const early_stopping = /* @__PURE__ */ term(
  'early stopping',
  'Ending the training where the cost on held-out examples is lowest.',
);
export const ndcg = /* @__PURE__ */ term(
  'NDCG',
  'How good the order of a result list is, between 0 and 1: the first places count most.',
);
export const r_squared = /* @__PURE__ */ term(
  'R²',
  '1 if every number is predicted exactly, 0 for always predicting the mean, below 0 if that would have been better.',
);
export const network = /* @__PURE__ */ term(
  'network',
  'A model made of layers. Each one adds up its inputs times weights and passes the sums through an activation function.',
);
export const sgd = /* @__PURE__ */ term(
  'SGD',
  'Stochastic gradient descent: gradient descent with the gradient of one batch at a time.',
);
export const curvature = /* @__PURE__ */ term(
  'curvature',
  'How fast the slope changes: by how much it grows when a parameter grows by 1.',
);
export const variance = /* @__PURE__ */ term(
  'variance',
  'The mean squared distance of numbers from their mean: how much they differ. Its square root is the standard deviation.',
);
export const geometric_mean = /* @__PURE__ */ term(
  'geometric mean',
  'The mean of factors: the n-th root of the product of n numbers. e to minus the mean of −ln p is the geometric mean of the p.',
);
export const sigmoid = /* @__PURE__ */ term(
  'sigmoid',
  'Turns one score z into a probability: 1 / (1 + e to the −z).',
);
export const brier_score = /* @__PURE__ */ term(
  'Brier score',
  'The squared error of probabilities: the correct class should get 1 and the others 0.',
);
export const focal_loss = /* @__PURE__ */ term(
  'focal loss',
  'Cross-entropy with small weights for examples that are already predicted well, so that hard ones count more.',
);
export const rank_net = /* @__PURE__ */ term(
  'RankNet',
  'A loss of pairs from one list: cross-entropy of which of the two is more relevant, from the difference of their scores.',
);
export const info_nce = /* @__PURE__ */ term(
  'InfoNCE',
  'Cross-entropy of the question which item of the batch belongs with the anchor. All others are negatives.',
);
export const bradley_terry = /* @__PURE__ */ term(
  'Bradley–Terry',
  'A model of choices: the probability of preferring one of two things is the sigmoid of the difference of their scores.',
);
export const dpo = /* @__PURE__ */ term(
  'DPO',
  'Direct preference optimization: it trains a language model to make the preferred of two answers more probable.',
);
export const spearman = /* @__PURE__ */ term(
  'Spearman',
  'Rank correlation: 1 if two orders agree, 0 if they have nothing to do with each other, −1 if one is the reverse of the other.',
);
