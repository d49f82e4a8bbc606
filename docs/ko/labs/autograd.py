# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 손으로 만드는 자동 미분 { #autograd }
#
# `loss.backward()` 한 줄 뒤에서는 무슨 일이 일어날까요? 직접 만들어 보는
# 것이 가장 빨리 아는 길입니다. 수 하나를 다루는 자동 미분(autograd)을 일흔
# 줄쯤의 코드로 만들고, 파이토치가 구한 기울기와 같은지 확인하고, 그것으로
# 작은 신경망을 학습시킵니다.
#
# 파이토치에서 쓰는 방법은 [자동 미분과 역전파](../autograd/backward.md)
# 장에 있고, 이 실습은 그 안쪽을 만듭니다. 뒤쪽의 신경망까지 따라가려면
# [학습 과정](../training/loop.md) 장을 읽은 다음에 하는 것이 좋습니다.
# 클래스는 세 번 만듭니다. 처음 두 번은 뜻을 익히는 작은 것이고, 세 번째가
# 완성품입니다. 앞에서 배우지 않은 파이썬은 처음 나오는 곳에 적었습니다.

# %% varies="(?<=torch \\d\\.\\d\\d\\.\\d).*"
import itertools
import math
import textwrap

import matplotlib.pyplot as plt
import torch
from torch.nn.functional import mse_loss

print("torch", torch.__version__)

# %% [markdown]
# ## 계산을 기억하는 수 { #memory }
#
# 보통의 수는 자기가 어떻게 나왔는지 모릅니다. `-6 + 10`의 결과는 그냥 4일
# 뿐입니다. 기울기(gradient)를 구하려면 무엇으로 무엇을 계산했는지 알아야
# 하므로, 먼저 자기를 만든 수들, 곧 부모를 기억하는 수를 만듭니다.
# `__add__`와 `__mul__`은 파이썬이 `+`와 `*`를 만났을 때 호출하는
# 메서드입니다.


# %%
class Value:
    def __init__(self, data, op="", parents=()):
        self.data = data
        self.op = op
        self.parents = parents

    def __add__(self, other):
        return Value(self.data + other.data, "+", (self, other))

    def __mul__(self, other):
        return Value(self.data * other.data, "*", (self, other))


a, b, c = Value(2.0), Value(-3.0), Value(10.0)
y = a * b + c
print("y is", y.data, "made by", y.op)
print("parents", [parent.data for parent in y.parents])

# %% [markdown]
# `y`는 4이고, 덧셈에서 나왔고, 부모는 −6과 10입니다. 식을 쓰기만 했는데
# 기록이 남았습니다.

# %% [markdown]
# ## 기록을 따라가기 { #follow }
#
# 부모의 부모까지 따라가면 계산 전체가 나옵니다. 한 세대 올라갈 때마다
# 들여씁니다. `show`는 부모마다 자기 자신을 다시 호출하고, 부모가 없는 수에
# 닿으면 더 호출하지 않습니다. `"  " * depth`는 빈칸을 `depth`번 되풀이해
# 잇고, `value.op or 'leaf'`는 앞이 빈 문자열이면 뒤의 것을 고릅니다.


# %%
def show(value, depth=0):
    print("  " * depth + f"{value.op or 'leaf'} {value.data:g}")
    for parent in value.parents:
        show(parent, depth + 1)


show(y)

# %% [markdown]
# 맨 위가 결과이고, 직접 만든 수인 잎(leaf)에서 끝납니다. 이렇게 이어진
# 것이 계산 그래프(computation graph)입니다.

# %% [markdown]
# ## 덧셈과 곱셈의 미분 { #local }
#
# 부모를 조금 늘리면 결과는 얼마나 늘어날까요? 덧셈과 곱셈에서는 답이
# 간단합니다.
#
# | 연산 | `a`를 1만큼 늘리면 | `b`를 1만큼 늘리면 |
# |---|---|---|
# | `a + b` | 1만큼 늘어남 | 1만큼 늘어남 |
# | `a * b` | `b`만큼 늘어남 | `a`만큼 늘어남 |
#
# 늘어난 양의 비율인 이 수를 국소 미분(local derivative)이라고 하겠습니다.
# 계산하는 바로 그 순간에 알 수 있으므로 부모와 짝지어 `links`에 적어
# 둡니다. `born`은 만들어진 순서이고, `grad`는 기울기를 담을 자리입니다.
# 둘은 뒤에서 씁니다. `itertools.count()`는 0부터 차례로 세고, `next`는 다음
# 수를 하나 꺼냅니다. `__init__` 밖에 적은 `clock`은 객체마다 생기지 않고
# 클래스에 하나만 있어서, 모든 `Value`가 같은 시계로 번호를 받습니다.


# %%
class Value:
    clock = itertools.count()

    def __init__(self, data, op="", links=()):
        self.data = data
        self.op = op
        self.links = links
        self.born = next(Value.clock)
        self.grad = 0.0

    def __add__(self, other):
        links = ((self, 1.0), (other, 1.0))
        return Value(self.data + other.data, "+", links)

    def __mul__(self, other):
        links = ((self, other.data), (other, self.data))
        return Value(self.data * other.data, "*", links)


# %% [markdown]
# 적힌 미분이 맞는지는 실제로 조금 늘려 보면 압니다. `a`만 늘려 보겠습니다.

# %%
a, b = Value(2.0), Value(-3.0)
step = 1e-6
for op, made, grown in (
    ("+", a + b, Value(a.data + step) + b),
    ("*", a * b, Value(a.data + step) * b),
):
    local = made.links[0][1]
    measured = (grown.data - made.data) / step
    print(f"a {op} b: recorded {local:.4f} measured {measured:.4f}")
    assert abs(local - measured) < 1e-6

# %% [markdown]
# 적어 둔 값과 재어 본 값이 같습니다. `b`를 늘렸을 때도 같은 방법으로 재어
# 볼 수 있습니다.

# %% [markdown]
# ## 연쇄 법칙 { #chain }
#
# 연산이 이어지면 미분은 곱해집니다. `u`가 `x`의 변화량의 세 배만큼 변하고
# `y`가 `u`의 변화량의 두 배만큼 변하면, `y`는 `x`의 변화량의 여섯 배만큼
# 변합니다. 이것이 연쇄 법칙(chain rule)입니다.
#
# 그러니 결과에서 출발해 부모 쪽으로 걸으면서 지나온 미분을 곱하고, 도착한
# 곳의 `grad`에 더하면 됩니다.


# %%
def spread(value, slope=1.0):
    value.grad += slope
    for parent, local in value.links:
        spread(parent, slope * local)


a, b, c = Value(2.0), Value(-3.0), Value(10.0)
d = Value(5.0)
y = (a * b + c) * d
spread(y)
for name, value in zip("abcd", (a, b, c, d), strict=True):
    print(f"{name} = {value.data:g} grad {value.grad:g}")
assert [v.grad for v in (a, b, c, d)] == [-15.0, 10.0, 5.0, 4.0]

# %% [markdown]
# `a`의 기울기를 손으로 따라가 봅니다. `y`에서 괄호 안까지의 미분은 `d`의
# 값인 5, 덧셈을 지나며 1, 곱셈을 지나며 `b`의 값인 −3입니다. 곱하면 5 × 1
# × (−3) = −15이고, 출력과 같습니다.

# %% [markdown]
# ## 같은 수를 여러 번 쓰면 { #twice }
#
# `y = x * x + x`에는 `x`가 세 번 나옵니다. `y`에서 `x`로 가는 길도
# 셋입니다. `x`가 조금 늘면 세 곳이 모두 변하므로 길마다의 기울기를 모두
# 더해야 합니다. `spread`가 `=`가 아니라 `+=`를 쓴 이유가 이것입니다.
# 마지막 길의 값만 남기는 `overwrite`와 비교해 봅니다.


# %%
def overwrite(value, slope=1.0):
    value.grad = slope
    for parent, local in value.links:
        overwrite(parent, slope * local)


def slope_by(walk):
    x = Value(3.0)
    walk(x * x + x)
    return x.grad


print("added      ", slope_by(spread))
print("overwritten", slope_by(overwrite))
print("formula 2x + 1 =", 2 * 3.0 + 1)
assert slope_by(spread) == 7.0 != slope_by(overwrite)

# %% [markdown]
# 곱셈의 두 자리에서 3씩, 덧셈에서 1이 와서 7입니다. 더한 쪽만 공식과
# 같습니다.

# %% [markdown]
# ## 기울기를 넘기는 순서 { #order }
#
# `spread`의 답은 맞지만, 길마다 걷기 때문에 `y = y + y`처럼 같은 수를 거듭
# 쓰면 걸음이 두 배씩 늘어납니다. 길마다가 아니라 수마다 한 번씩만 들러야
# 합니다. 그러려면 순서가 중요합니다. 어떤 수에 들러 그 기울기를 부모에게
# 넘기려면, 그 수로 올 기울기가 모두 와 있어야 합니다. 먼저 넘겨 버리면
# 나중에 온 기울기가 빠집니다. 아래 `push`는 주어진 순서대로 들르며, 모인
# 기울기를 `flow`에 담습니다. `dict.fromkeys`는 늘어놓은 것들을
# 이름(키)으로, 0.0을 값으로 하는 사전을 만듭니다. `Value` 같은 객체도
# 사전의 이름이 될 수 있습니다.


# %%
def push(order):
    flow = dict.fromkeys(order, 0.0)
    flow[order[0]] = 1.0
    for value in order:
        for parent, local in value.links:
            flow[parent] += flow[value] * local
    return flow


x = Value(3.0)
u = x * x
v = u + x
y = u * v
print("y, v, u, x gives", push([y, v, u, x])[x])
print("y, u, v, x gives", push([y, u, v, x])[x])
print("formula 4x³ + 3x² =", 4 * x.data**3 + 3 * x.data**2)
assert push([y, v, u, x])[x] == 135.0 != push([y, u, v, x])[x]

# %% [markdown]
# `y`는 `x`의 네제곱과 세제곱의 합이므로 135가 맞습니다. `u`는 `y`에도
# 쓰이고 `v`에도 쓰였습니다. 둘째 순서에서는 `u`가 `v`에서 올 기울기를 받기
# 전에 넘겨 버려서 모자란 값이 나왔습니다.
#
# 모든 수가 자기를 쓴 수보다 뒤에 오도록 늘어놓은 것을 위상 정렬(topological
# sort)이라고 합니다. 여기서는 쉽게 구할 수 있습니다. 부모는 언제나 결과보다
# 먼저 만들어지므로, 만들어진 순서를 거꾸로 늘어놓으면 됩니다. `found`는
# 이미 찾은 수의 집합이고, `waiting`은 아직 부모를 보지 않은 수의
# 리스트입니다. 빈 리스트는 거짓이므로 `while waiting`은 리스트가 빌 때까지
# 되풀이합니다. `pop()`은 맨 뒤의 것을 꺼내며 지우고, `add`는 집합에 하나를
# 더합니다.


# %%
def ordered(out):
    found, waiting = {out}, [out]
    while waiting:
        for parent, _ in waiting.pop().links:
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return sorted(found, key=lambda v: v.born, reverse=True)


names = {x: "x", u: "u", v: "v", y: "y"}
print("order", [names[value] for value in ordered(y)])
assert ordered(y) == [y, v, u, x]

y = Value(1.0)
start = y
for _ in range(30):
    y = y + y
print("values", len(ordered(y)), "slope", push(ordered(y))[start])
assert push(ordered(y))[start] == 2.0**30

# %% [markdown]
# 서른 번 되풀이한 것도 서른한 번만 들러 바로 끝났습니다. 2를 서른 번 곱한
# 값이 나왔으니 답도 맞습니다. 이렇게 결과에서 부모 쪽으로 수마다 한 번씩
# 들르며 기울기를 넘기는 것이 역전파(backpropagation)입니다.

# %% [markdown]
# ## 완성한 자동 미분 { #engine }
#
# 이제 전부를 한 클래스로 모읍니다. 달라지는 것은 셋입니다.
#
# - **규칙을 표로 둡니다.** `RULES`의 한 줄이 연산 하나입니다. 값과,
#   부모마다의 국소 미분을 함께 돌려줍니다. 나눗셈부터 `tanh`까지의 미분은
#   공식을 가져온 것이고, 맞는지는 아래에서 파이토치와 비교해 확인합니다.
#   거듭제곱의 `None`은 지수의 자리입니다. 지수는 상수라서 미분이 필요
#   없습니다.
#   `exp`는 [수 e의 거듭제곱](../autograd/detach.md#saved)이고, `tanh`는
#   어떤 수든 −1과 1 사이로 줄이는 함수입니다. `float(a > 0)`은 참이면 1.0,
#   거짓이면 0.0입니다. `data, *slopes`는 첫 값을 `data`에, 나머지를 리스트
#   `slopes`에 담습니다. 새 연산이 필요하면 한 줄을 더하고
#   `apply("이름", x)`로 계산합니다. `x.exp()`처럼 쓰려면 메서드도 더합니다.
# - **보통의 수와 섞어 쓸 수 있습니다.** `x * 2`는 `__mul__`을, `2 * x`는
#   뒤집힌 연산자인 `__rmul__`을 호출합니다. 보통의 수는 상수이므로
#   `links`에 적지 않습니다. `__sub__`는 빼기, `__truediv__`는 나누기,
#   `__pow__`는 거듭제곱, `__neg__`는 앞에 붙은 빼기 부호를 만났을 때
#   호출됩니다.
# - **`backward`가 들어갑니다.** 앞에서 만든 `ordered`와 `push`를 합친
#   것입니다. 이번에 흐르는 기울기는 `flow`에서 따로 계산해 `grad`에
#   더합니다.
#
# 거듭제곱의 지수는 보통의 수만 받습니다. `isinstance`에 튜플을 넘기면 그
# 가운데 하나이기만 해도 참입니다. `NotImplemented`는 이 계산을 할 수
# 없다는 답이고, 상대 쪽에서도 할 수 없으면 파이썬이 오류를 냅니다.
# `__repr__`는 객체를 출력할 때 보여 줄 문자열을 정합니다.


# %%
RULES = {
    "+": lambda a, b: (a + b, 1.0, 1.0),
    "-": lambda a, b: (a - b, 1.0, -1.0),
    "*": lambda a, b: (a * b, b, a),
    "/": lambda a, b: (a / b, 1 / b, -a / b**2),
    "**": lambda a, n: (a**n, n * a ** (n - 1), None),
    "exp": lambda a: (math.exp(a), math.exp(a)),
    "tanh": lambda a: (math.tanh(a), 1 - math.tanh(a) ** 2),
    "relu": lambda a: (max(a, 0.0), float(a > 0)),
}


def apply(op, *inputs):
    plain = [i.data if isinstance(i, Value) else i for i in inputs]
    data, *slopes = RULES[op](*plain)
    links = zip(inputs, slopes, strict=True)
    known = [link for link in links if isinstance(link[0], Value)]
    return Value(data, op, known)


class Value:
    clock = itertools.count()

    def __init__(self, data, op="", links=()):
        self.data = float(data)
        self.op = op
        self.links = links
        self.born = next(Value.clock)
        self.grad = 0.0

    def __repr__(self):
        return f"Value({self.data:.4f}, grad={self.grad:.4f})"

    def backward(self):
        flow = {self: 1.0}
        for value in ordered(self):
            value.grad += flow[value]
            for parent, local in value.links:
                passed = flow[value] * local
                flow[parent] = flow.get(parent, 0.0) + passed

    def __add__(self, other):
        return apply("+", self, other)

    def __radd__(self, other):
        return apply("+", other, self)

    def __sub__(self, other):
        return apply("-", self, other)

    def __rsub__(self, other):
        return apply("-", other, self)

    def __mul__(self, other):
        return apply("*", self, other)

    def __rmul__(self, other):
        return apply("*", other, self)

    def __truediv__(self, other):
        return apply("/", self, other)

    def __rtruediv__(self, other):
        return apply("/", other, self)

    def __pow__(self, n):
        fixed = isinstance(n, (int, float))
        return apply("**", self, n) if fixed else NotImplemented

    def __neg__(self):
        return apply("-", 0.0, self)

    def exp(self):
        return apply("exp", self)

    def tanh(self):
        return apply("tanh", self)

    def relu(self):
        return apply("relu", self)


# %% [markdown]
# 써 봅니다. 같은 식을 파이토치로도 계산합니다.

# %%
x = Value(3.0)
y = 2 * x**2 - x / 4 + (-x).exp()
y.backward()

t = torch.tensor(3.0, dtype=torch.float64, requires_grad=True)
z = 2 * t**2 - t / 4 + (-t).exp()
z.backward()

print("ours ", x)
print(f"torch value {t.item():.4f}, grad {t.grad.item():.4f}")
assert abs(x.grad - t.grad.item()) < 1e-12

# %% [markdown]
# 식을 쓰는 법도, 기울기도 같습니다. 파이썬의 수는 `float64`이므로 파이토치
# 쪽도 `float64`로 맞추었습니다.

# %% [markdown]
# ## 그래프 그리기 { #graph }
#
# 가중합에 편향을 더해 활성화 함수에 넣는 계산을 뉴런(neuron)이라고 합니다.
# 가중치 둘과 편향 하나를 가진 뉴런을 그래프로 그립니다. `reversed`는
# 늘어놓은 것을 뒤에서부터 꺼냅니다. 두 함수는 칸의 자리를 정하고 그림을
# 그릴 뿐이니 읽지 않아도 됩니다. 칸에는 이름이나 연산, 값, 기울기를 적고,
# 선에는 국소 미분을 적습니다.


# %%
def columns(out):
    made = [v for v in reversed(ordered(out)) if v.links]
    column = {}
    for value in made:
        parents = [parent for parent, _ in value.links]
        column[value] = 1 + max(column.get(p, 0) for p in parents)
    for value in reversed(made):
        for leaf, _ in value.links:
            if not leaf.links:
                near = column[value] - 1
                column[leaf] = min(column.get(leaf, near), near)
    return column


def draw(out, names):
    at, rows = {}, {}
    column = columns(out)
    for value in sorted(column, key=lambda v: v.born):
        x = column[value]
        rows[x] = rows.get(x, 0) + 1
        at[value] = (x, -rows[x])
        head = names.get(value, value.op)
        words = f"{head}\n{value.data:.2f}\ngrad {value.grad:.2f}"
        box = {"boxstyle": "round", "facecolor": "C0", "alpha": 0.4}
        plt.text(*at[value], words, ha="center", va="center", bbox=box)
    for value, (x, y) in at.items():
        for parent, local in value.links:
            left, low = at[parent]
            ends = (left + 0.31, x - 0.31)
            plt.plot(ends, (low, y), color="C1")
            middle = (sum(ends) / 2, (low + y) / 2)
            plt.text(*middle, f"{local:.2f}", ha="center", va="bottom")
    plt.margins(0.1, 0.3)
    plt.axis("off")


# %% [markdown]
# <!-- picture: 뉴런 하나의 계산 그래프입니다. 칸마다 이름이나 연산, 값,
# 기울기가 적혀 있고, 칸을 잇는 선에는 국소 미분이 적혀 있습니다.
# 가중치와 편향에서 시작한 선들이 곱셈과 덧셈을 거쳐 tanh 한 칸으로
# 모입니다. -->

# %%
w1, w2, bias = Value(0.5), Value(-1.5), Value(0.25)
out = (w1 * 2.0 + w2 * 1.0 + bias).tanh()
out.backward()

plt.figure(layout="constrained", figsize=(6, 3.6))
draw(out, {w1: "w1", w2: "w2", bias: "bias"})
plt.title("A neuron: value, gradient, local derivatives")
plt.show()
print("w1", w1)
print("w2", w2)
print("bias", bias)
print("out", out)
assert abs(w1.grad - 2 * bias.grad) < 1e-12

# %% [markdown]
# 오른쪽 끝이 결과이고 그 기울기는 1입니다. 거기서 왼쪽으로 가며 선의 수를
# 곱하면 각 칸의 `grad`가 됩니다. `w1`의 기울기가 `bias`의 두 배인 것은
# 입력 2.0이 곱해지기 때문입니다. 입력은 상수라서 그래프에 칸이 없습니다.

# %% [markdown]
# ## 더해지는 기울기 { #accumulate }
#
# `backward`는 `grad`를 새로 쓰지 않고 더합니다. 그래서 두 번 호출하면 두
# 배가 됩니다. 파이토치도 같습니다. 파이토치는 그래프에 간직한 값을 한 번
# 쓰고 버리는데, `t * t`의 미분에는 간직한 `t`가 필요합니다. 그래서
# `retain_graph=True`로 남겨 두어야 다시 호출할 수 있습니다.

# %%
x = Value(3.0)
y = x * x + x
t = torch.tensor(3.0, dtype=torch.float64, requires_grad=True)
z = t * t + t
for call in (1, 2):
    y.backward()
    z.backward(retain_graph=True)
    print(f"call {call} ours {x.grad} torch {t.grad.item()}")
    assert x.grad == t.grad.item() == 7.0 * call

# %% [markdown]
# 그래서 학습할 때는 한 걸음 옮기고 나면 다음 기울기를 모으기 전에 지워야
# 합니다. 파이토치의 `zero_grad()`가 하는 일입니다.

# %% [markdown]
# ## 연산마다 파이토치와 비교하기 { #operations }
#
# 연산을 하나씩 파이토치와 맞추어 봅니다. `Value`와 텐서는 쓰는 법이 같아서
# 함수 하나로 양쪽을 계산할 수 있습니다. 두 점에서 값과 두 기울기를
# 비교하고, 가장 큰 차이를 출력합니다. 리스트 안에 적은 별표는 뒤의 값들을
# 하나씩 펼쳐 넣고, `print`에 `end`를 주면 줄을 바꾸는 대신 그 문자열을 끝에
# 붙입니다.

# %%
CHECKS = {
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a / b": lambda a, b: a / b,
    "a ** 3": lambda a, b: a**3,
    "b ** -2": lambda a, b: b**-2,
    "-a": lambda a, b: -a,
    "2 + a": lambda a, b: 2 + a,
    "2 - a": lambda a, b: 2 - a,
    "2 * a": lambda a, b: 2 * a,
    "2 / a": lambda a, b: 2 / a,
    "exp": lambda a, b: a.exp(),
    "tanh": lambda a, b: b.tanh(),
    "relu": lambda a, b: a.relu(),
    "a used twice": lambda a, b: a * a.tanh() + b / a,
}

# %%
double = torch.float64


def ours(f, numbers):
    values = [Value(number) for number in numbers]
    out = f(*values)
    out.backward()
    return [out.data, *(value.grad for value in values)]


def theirs(f, numbers):
    tensors = [
        torch.tensor(n, dtype=double, requires_grad=True) for n in numbers
    ]
    out = f(*tensors)
    found = torch.autograd.grad(out, tensors, materialize_grads=True)
    return [out.item(), *(slope.item() for slope in found)]


def gap(f, numbers):
    pairs = zip(ours(f, numbers), theirs(f, numbers), strict=True)
    return max(abs(mine - other) for mine, other in pairs)


# %% varies="\\d\\.\\de[+-]\\d+"
points = ((1.5, -0.7), (-0.8, 2.0))
gaps = {
    name: max(gap(f, point) for point in points)
    for name, f in CHECKS.items()
}
for name, difference in gaps.items():
    print(f"{name:12} {difference:.1e}")
print(f"largest difference from torch {max(gaps.values()):.1e}")
bend = CHECKS["relu"]
print("slope of relu at 0:", ours(bend, (0.0, 1.0))[1], end=" and ")
print(theirs(bend, (0.0, 1.0))[1])
assert max(gaps.values()) < 1e-12

# %% [markdown]
# 차이가 없거나, 있더라도 `float64`의 끝자리쯤입니다. 같은 식이라도
# 계산하는 방법이나 순서가 다르면 끝자리는 다를 수 있습니다. `relu`는 0에서
# 꺾여 미분이 정해지지 않는데, 마지막 줄에서 보듯 파이토치도 우리 것도
# 0으로 정했습니다.
#
# [`torch.autograd.grad`][torch.autograd.grad]는
# 기울기를 `.grad`에 더하지 않고 돌려줍니다. `materialize_grads=True`는
# 식에 쓰이지 않은 텐서의 기울기를 0으로 채워 달라는 뜻입니다. 빼면 `a + b`
# 같은 식은 그대로 되지만, `b`를 쓰지 않는 `a ** 3`에서 오류가 납니다.

# %% [markdown]
# ## 신경망 학습시키기 { #network }
#
# 이제 이것으로 XOR을 배우게 합니다. 두 입력 가운데 하나만 1일 때 1을 내는
# 문제입니다. 1과 0을 직선 하나로 나눌 수 없어서, 입력과 출력 사이에 층을
# 하나 더 둡니다. 이런 층을 은닉층(hidden layer)이라고 합니다. 층만 더하고
# 가중합을 그대로 넘기면 모자랍니다. 가중합의 가중합도 가중합이라 여전히
# 직선 하나로 나누기 때문입니다. 그래서 은닉층의 뉴런에는 `tanh`를
# 씌웁니다. 입력 2개, 은닉층의 뉴런 4개, 출력 1개인 신경망을 만듭니다.
# 파이토치와 같은 곳에서 출발하도록 초깃값을 텐서로 만들어 둡니다.
# `torch.Generator().manual_seed(0)`은 씨앗을 0으로 정한 난수 생성기입니다.
# 한 행이 뉴런 하나이며, 마지막 수가 편향이고 나머지가 가중치입니다.
# `*weights, bias = row`는 마지막 값을 `bias`에, 나머지를 리스트 `weights`에
# 담고, `sum`에 `start`를 주면 그 값에서 더하기 시작합니다.

# %%
inputs = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
targets = [0.0, 1.0, 1.0, 0.0]

maker = torch.Generator().manual_seed(0)
first = torch.randn(4, 3, generator=maker, dtype=double)
last = torch.randn(1, 5, generator=maker, dtype=double)


def neuron(row, numbers):
    *weights, bias = row
    pairs = zip(weights, numbers, strict=True)
    return sum((w * n for w, n in pairs), start=bias)


def predict(hidden, output, numbers):
    middle = [neuron(row, numbers).tanh() for row in hidden]
    return neuron(output, middle)


# %% [markdown]
# 손실은 평균제곱오차(mean squared error)입니다. 걸음마다 할 일은 파이토치와
# 같습니다. 손실을 구하고, 기울기를 지우고, `backward`를 호출하고, 기울기의
# 반대쪽으로 옮깁니다. `itertools.chain`은 여러 리스트의 원소를 이어서
# 꺼냅니다.


# %%
def train(first, last, steps=400, lr=0.1):
    hidden = [[Value(w) for w in row] for row in first.tolist()]
    output = [Value(w) for w in last[0].tolist()]
    parameters = [*itertools.chain(*hidden), *output]
    losses = []
    for _ in range(steps):
        loss = 0.0
        for numbers, target in zip(inputs, targets, strict=True):
            error = predict(hidden, output, numbers) - target
            loss += error**2 / len(inputs)
        losses.append(loss.data)
        for parameter in parameters:
            parameter.grad = 0.0
        loss.backward()
        for parameter in parameters:
            parameter.data -= lr * parameter.grad
    return hidden, output, losses, loss


hidden, output, losses, loss = train(first, last)
for step in (0, 10, 50, 100, 200, 399):
    print(f"step {step:3} loss {losses[step]:.1e}")
assert losses[-1] < 0.01 < losses[0]

# %%
for numbers, target in zip(inputs, targets, strict=True):
    answer = predict(hidden, output, numbers).data
    print(f"{numbers} target {target:g} answer {answer:.3f}")
    assert abs(answer - target) < 0.2

# %% [markdown]
# 손실이 줄었고, 네 답이 모두 정답에 가깝습니다. 우리가 만든 기울기만으로
# 배운 것입니다. 학습률을 너무 키우면 손실이 끝없이 커지다가, 파이썬의
# 실수로 나타낼 수 없게 되어 오류로 멈춥니다.

# %% [markdown]
# ## 같은 신경망을 파이토치로 { #torch }
#
# 같은 초깃값, 같은 학습률로 파이토치에서 학습합니다. 이번에는 수가 아니라
# 텐서를 통째로 다룹니다.

# %% varies="\\d\\.\\de[+-]\\d+"
x = torch.tensor(inputs, dtype=double)
goal = torch.tensor(targets, dtype=double)
weights = [
    part.clone().requires_grad_()
    for part in (first[:, :2], first[:, 2], last[0, :4], last[0, 4])
]
optimizer = torch.optim.SGD(weights, lr=0.1)
torch_losses = []
for _ in range(400):
    w1, b1, w2, b2 = weights
    answer = torch.tanh(x @ w1.T + b1) @ w2 + b2
    torch_loss = mse_loss(answer, goal)
    torch_losses.append(torch_loss.item())
    optimizer.zero_grad()
    torch_loss.backward()
    optimizer.step()

pairs = zip(losses, torch_losses, strict=True)
difference = max(abs(mine - other) for mine, other in pairs)
for step in (0, 10, 50):
    mine, other = losses[step], torch_losses[step]
    print(f"step {step:2} ours {mine:.12f} torch {other:.12f}")
print(f"largest difference from torch {difference:.1e}")
assert difference < 1e-12

# %% [markdown]
# <!-- picture: 걸음마다 잰 손실의 곡선 둘입니다. 직접 만든 신경망의 굵은 선
# 위에 파이토치의 점선이 처음부터 끝까지 겹쳐 있습니다. -->

# %%
plt.figure(layout="constrained", figsize=(5, 3))
plt.semilogy(losses, linewidth=5, alpha=0.4, label="ours")
plt.semilogy(torch_losses, linestyle="--", label="torch")
plt.xlabel("step")
plt.ylabel("loss")
plt.title("XOR: the same losses twice")
plt.legend()
plt.show()

# %% [markdown]
# 두 곡선이 겹칩니다. 세로축은 같은 높이만큼 올라갈 때마다 같은 배수로
# 커지는 로그 눈금입니다. 그래서 200걸음쯤부터 곧게 내려가는 것은 손실이
# 거의 같은 비율로 계속 줄어든다는 뜻입니다. 400걸음 내내 손실의 차이가
# 1조분의 1보다 작습니다.

# %% [markdown]
# ## 파이토치가 더 하는 일 { #more }
#
# 원리는 같지만 파이토치는 수가 아니라 텐서를 다룹니다. 행렬 곱 전체가
# 그래프의 한 칸이어서 큰 신경망도 빠르게 학습시킵니다. 그리고 두 가지를 더
# 합니다.
#
# **첫째, 역전파에 쓰려고 간직한 값을 한 번 쓰고 버립니다.** 그래서 그 값이
# 다시 필요하면 오류가 납니다. **둘째, 간직한 값이 나중에 고쳐졌는지
# 검사합니다.** 두 오류를 일부러 내 봅니다.


# %%
def refusal(out):
    try:
        out.backward()
    except RuntimeError as error:
        return textwrap.fill(str(error))
    return f"no error, gradient {t.grad.item()}"


t = torch.tensor(3.0, dtype=double, requires_grad=True)
z = t * t
z.backward()
again = refusal(z)
print(again)
assert "second time" in again

# %%
t = torch.tensor(3.0, dtype=double, requires_grad=True)
z = t * t
with torch.no_grad():
    t.fill_(100.0)
changed = refusal(z)
print(changed)
assert "inplace" in changed

# %% [markdown]
# 앞의 것은 두 번 호출하려면 `retain_graph=True`를 주라는, 뒤의 것은
# 기울기에 필요한 값이 제자리에서 고쳐졌다는 오류입니다.
#
# 검사는 텐서를 고친 횟수를 세는 방법으로 합니다. 그래서 세지 못하는
# 방법으로 고치면 오류 없이 틀린 기울기가 나옵니다. 텐서와 메모리를 함께
# 쓰는 넘파이 배열로 고치는 것이 그런 방법입니다.

# %%
t = torch.tensor(3.0, dtype=double, requires_grad=True)
z = t * t
t.detach().numpy().fill(100.0)
silent = refusal(z)
print(silent)
assert t.grad == 200.0

# %% [markdown]
# 맞는 기울기는 6인데 200이 나왔습니다. 우리 것은 어떨까요?

# %%
x = Value(3.0)
y = x * x
x.data = 100.0
y.backward()
print("grad", x.grad)
assert x.grad == 6.0

# %% [markdown]
# 파이토치는 곱한 텐서를 복사하지 않고 간직했다가 역전파 때 미분을
# 계산합니다. 그 사이에 텐서의 제자리 연산으로 값이 고쳐졌으면 오류를
# 내지만, 넘파이 배열이나 `.data`를 거쳐 고쳐진 것은 알아채지 못합니다.
# 피하는 방법은 [기록 멈추기](../autograd/detach.md#silent) 장에 있습니다.
#
# 우리 것은 곱할 때 미분을 바로 수로 적어 두어서, `x`가 고쳐져도 곱하던
# 때의 기울기인 6을 냅니다. 대신 역전파를 하지 않을 때도 미분을 계산하고,
# 그래프가 살아 있는 동안 적은 것을 모두 가지고 있습니다.
#
# 더 자세한 것은 파이토치의 [자동 미분 문서][torch.autograd]에 나옵니다.

# %% [markdown]
# ## 연습 문제 { #exercises }
#
# 아래에 풀이가 있습니다. 먼저 스스로 해 보세요.
#
# 1. `RULES`에 자연로그(`math.log`) `log`와 시그모이드(sigmoid) `sigmoid`를
#    더하고, 파이토치와 비교해 보세요. 더한 연산은 `apply("log", x)`처럼
#    계산합니다. 로그의 미분은 `1 / a`입니다. 시그모이드는
#    `1 / (1 + exp(-a))`이고, 그 결과가 `s`이면 미분은 `s * (1 - s)`입니다.
# 2. `backward`가 `flow`를 따로 두지 않는다고 해 보세요. 호출할 때마다
#    결과의 `grad`를 1로 정한 다음, 수마다 지금까지 `grad`에 모인 값을
#    그대로 부모에게 넘깁니다. 두 번 호출하면 `x`의 기울기는 얼마일까요?
#    `y = x * x + x`에서 `x`가 3일 때를 생각해 보세요.
# 3. **고쳐 보세요.** 아래에서 사인과 코사인의 규칙을 `RULES`에 넣었는데
#    하나가 틀렸습니다. 값은 맞으므로 써 보기만 해서는 알 수 없습니다. 미분
#    공식을 모르면 [앞에서](#local)처럼 조금 늘려 재어 보고 적힌 미분과
#    비교해 보세요. 셀의 `getattr(torch.Tensor, op)`은 이름이 문자열 `op`인
#    속성을 꺼냅니다. 틀린 쪽을 찾아 고쳐 `not mended yet`이 `mended`로
#    바뀌면 맞힌 것입니다.

# %%
RULES["sin"] = lambda a: (math.sin(a), math.cos(a))
RULES["cos"] = lambda a: (math.cos(a), math.sin(a))


def check():
    for op in ("sin", "cos"):
        for at in (0.5, 2.0, -1.0):
            x = Value(at)
            y = apply(op, x)
            y.backward()
            value, slope = theirs(getattr(torch.Tensor, op), (at,))
            assert abs(y.data - value) < 1e-12, "not a value of torch"
            assert abs(x.grad - slope) < 1e-12, "not a gradient of torch"


try:
    check()
    print("mended")
except AssertionError as error:
    print("not mended yet:", error)

# %% [markdown]
# ### 풀이 1: 연산 더하기 { #answer-operation }
#
# 로그의 미분은 `1 / a`이고, 시그모이드의 미분은 결과를 `s`라고 할 때
# `s * (1 - s)`입니다.


# %% varies="\\d\\.\\de[+-]\\d+"
def sigmoid(a):
    s = 1 / (1 + math.exp(-a))
    return s, s * (1 - s)


RULES["log"] = lambda a: (math.log(a), 1 / a)
RULES["sigmoid"] = sigmoid
worst = 0.0
for name, number in (("log", 0.3), ("log", 5.0), ("sigmoid", -1.2)):
    x = Value(number)
    y = apply(name, x)
    y.backward()
    value, slope = theirs(getattr(torch, name), (number,))
    difference = max(abs(y.data - value), abs(x.grad - slope))
    worst = max(worst, difference)
    print(f"{name:7} {number:4} difference {difference:.1e}")
assert worst < 1e-12

# %% [markdown]
# 규칙만 더하면 되고, `backward`는 건드리지 않았습니다.

# %% [markdown]
# ### 풀이 2: 이번 기울기와 쌓인 기울기 { #answer-flow }
#
# `flow`가 없는 `backward`를 함수로 만들어 봅니다.


# %%
def careless(out):
    out.grad = 1.0
    for value in ordered(out):
        for parent, local in value.links:
            parent.grad += value.grad * local


x = Value(3.0)
u = x * x
y = u + x
for call in (1, 2):
    careless(y)
    right = 7.0 * call
    print(f"call {call} u {u.grad} x {x.grad}, right {right}")
assert x.grad == 20.0

# %% [markdown]
# 첫 번째는 7로 맞지만 두 번째는 14가 아니라 20입니다. 중간 결과 `u`에
# 지난번의 1이 남아 있다가, 이번 것과 합쳐져 2로 다시 흘렀기 때문입니다.
# 이번에 흐르는 것과 지금까지 모인 것을 나누어 두어야 합니다.

# %% [markdown]
# ### 풀이 3: 틀린 규칙 찾기 { #answer-mend }
#
# 규칙이 맞는지는 조금 늘려 본 기울기와 비교하면 압니다.


# %%
def measured(op, number, step=1e-6):
    above, _ = RULES[op](number + step)
    below, _ = RULES[op](number - step)
    return (above - below) / (2 * step)


def compare():
    for op in ("sin", "cos"):
        recorded = RULES[op](0.5)[1]
        print(f"{op} {recorded:7.4f} measured {measured(op, 0.5):7.4f}")


compare()
RULES["cos"] = lambda a: (math.cos(a), -math.sin(a))
check()
print("mended")
compare()
for op in ("sin", "cos"):
    assert abs(RULES[op](0.5)[1] - measured(op, 0.5)) < 1e-9

# %% [markdown]
# 코사인의 미분은 −sin인데 부호를 빠뜨렸습니다. 새 규칙을 더할 때는 이렇게
# 재어 본 값과 비교해야 합니다.
#
# ## 정리 { #summary }
#
# - 계산할 때 부모와 국소 미분을 적어 두고, 결과에서 거꾸로 한 번씩
#   들르며 곱하고 더하면 기울기가 됩니다.
# - 이제 `backward()`가 하는 일을 말로 설명하고, 새 연산의 미분을 더하고,
#   그 미분이 맞는지 검사할 수 있습니다.
# - 파이토치의 `backward()`로 그림을 분류하는 일은
#   [손글씨 숫자 분류](digits.md) 실습에서 합니다.
