// Where the page asks which entry of the catalog, or which lab, it has: an id compared with a string. What such a place
// wants to know belongs into the entry's descriptor.
import { walk } from './modules.mjs';

const comparisons = ['===', '!==', '==', '!='];
const textMethods = ['startsWith', 'endsWith', 'includes', 'match', 'search'];

const bare = (node) => (node?.type === 'ChainExpression' ? node.expression : node);

/** `id`, `lossId`, `loss.id`, `entry?.id` and so on. */
function isId(node) {
  const inner = bare(node);
  if (inner?.type === 'Identifier') return inner.name === 'id' || inner.name.endsWith('Id');
  return inner?.type === 'MemberExpression' && !inner.computed && isId(inner.property);
}

const isText = (node) =>
  (node?.type === 'Literal' && typeof node.value === 'string') ||
  (node?.type === 'TemplateLiteral' && node.expressions.length === 0);

const isPattern = (node) => node?.type === 'Literal' && Boolean(node.regex);

/** A list of strings written out, also as a set. */
function isWordList(node) {
  if (node?.type === 'NewExpression') return isWordList(node.arguments[0]);
  if (node?.type === 'TSAsExpression') return isWordList(node.expression);
  return node?.type === 'ArrayExpression' && node.elements.length > 0 && node.elements.every(isText);
}

/** An object with its keys written out. */
const isTable = (node) =>
  node?.type === 'ObjectExpression' &&
  node.properties.length > 0 &&
  node.properties.every(({ type, computed }) => type === 'Property' && !computed);

/** Names in a module of what `fits` as it is declared. */
function declared(program, fits) {
  const names = new Set();
  walk(program, ({ type, id, init }) => {
    if (type === 'VariableDeclarator' && fits(init)) names.add(id.name);
  });
  return names;
}

/** Whether a call compares an id: `loss.id.startsWith('x')`, `/x/.test(loss.id)`, `['x', 'y'].includes(loss.id)`. */
function callCompares({ callee, arguments: [first] }, lists) {
  if (callee.type !== 'MemberExpression' || callee.computed) return false;
  const { object, property } = callee;
  if (isId(object)) return textMethods.includes(property.name) && (isText(first) || isPattern(first));
  if (!isId(first)) return false;
  if (property.name === 'test') return true;
  const listed = isWordList(object) || (object.type === 'Identifier' && lists.has(object.name));
  return listed && ['includes', 'has', 'indexOf'].includes(property.name);
}

/** Whether a table written out is asked by an id: `names[loss.id]`, `loss.id in names`. */
const looksUp = ({ type, object, property, computed, operator, left, right }, tables) =>
  type === 'MemberExpression'
    ? computed && isId(property) && tables.has(object.name)
    : type === 'BinaryExpression' && operator === 'in' && isId(left) && tables.has(right.name);

function compares(node, lists, tables) {
  if (looksUp(node, tables)) return true;
  if (node.type === 'BinaryExpression' && comparisons.includes(node.operator))
    return (isId(node.left) && isText(node.right)) || (isText(node.left) && isId(node.right));
  if (node.type === 'SwitchStatement')
    return isId(node.discriminant) && node.cases.some(({ test }) => isText(test));
  return node.type === 'CallExpression' && callCompares(node, lists);
}

/** The places where modules compare an id with a string, as `file:line`. */
export function comparedIds(modules) {
  const found = [];
  for (const { path, program, lineOf } of modules) {
    const lists = declared(program, isWordList);
    const tables = declared(program, isTable);
    walk(program, (node) => {
      if (compares(node, lists, tables)) found.push(`${path}:${lineOf(node.start)}`);
    });
  }
  return found;
}
