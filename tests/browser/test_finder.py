"""The field above the index of errors, where a reader pastes a message."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.conftest import go, settle

TOLD = {
    "SyntaxError: incomplete input": "syntax",
    "RuntimeError: argmax(): does not support bool input": "target-table",
    "TypeError: must be real number, not NoneType": "infer-dtype",
    "TypeError: must be real number, not str": "strings",
    "TypeError: argmax(): argument 'dim' (position 1) must be int, not tuple": "dimension-range",
    "TypeError: gradients can be either Tensors or None, but got float": "not-iterable",
    "SyntaxError: invalid character '\u201d' (U+201D)": "syntax",
    "SyntaxError: invalid non-printable character U+200B": "syntax",
    "TypeError: linear(): argument 'input' (position 1) must be Tensor, not "
    "builtin_function_or_method": "must-be-tensor",
    "TypeError: cannot assign 'torch.FloatTensor' as child module 'layer' (torch.nn.Module or None "
    "expected)": "assign-parameter",
    "TypeError: cannot assign 'float' as buffer 'mean' (torch.nn.Buffer, torch.Tensor or None "
    "expected)": "assign-parameter",
    "RuntimeError: Expected target size [32, 10], got [32]": "batch-size",
    "RuntimeError: only batches of spatial targets supported (3D tensors) but got targets of "
    "dimension: 1": "batch-size",
    "RuntimeError: mixed dtype (CPU): all inputs must share same datatype.": "layer-dtype",
    "TypeError: randperm(): argument 'n' (position 1) must be int, not list": "index-type",
    "RuntimeError: can only set storage content with a int types, but got float instead": (
        "in-place-dtype"
    ),
    "RuntimeError: Promotion for uint16, uint32, uint64 types is not supported, attempted to "
    "promote UInt16 and Long": "product-dtype",
    "ValueError: zip() argument 2 is shorter than argument 1": "curve-sizes",
    "TypeError: sequence item 0: expected str instance, int found": "join-string",
    "io.UnsupportedOperation: not writable": "text-mode",
    "_csv.Error: iterable expected, not int": "text-mode",
    "TypeError: unhashable type: 'list'": "key",
    "TypeError: ModuleList.extend should be called with an iterable, but got Linear": (
        "not-a-module"
    ),
    "IndexError: index 5 is out of range": "index-range",
    "IndexError: index 5 is out of bounds for axis 0 with size 3": "index-range",
    "IndexError: slice() cannot be applied to a 0-dim tensor.": "scalar-index",
    "RuntimeError: Trying to create tensor with negative dimension -1: [2, -1]": "invalid-shape",
    "RuntimeError: zeros: Dimension size must be non-negative.": "invalid-shape",
    "TypeError: only 0-dimensional arrays can be converted to Python scalars": "one-element",
    "ValueError: operands could not be broadcast together with shapes (2,) (3,)": (
        "tensor-a-tensor-b"
    ),
    "ValueError: cannot reshape array of size 6 into shape (4,2)": "invalid-shape",
    "TypeError: Cannot interpret '3' as a data type": "positional-argument",
    "ValueError: max() arg is an empty sequence": "index-range",
    "ValueError: math domain error": "index-range",
    'SyntaxError: expression cannot contain assignment, perhaps you meant "=="?': "syntax",
    "SyntaxError: ':' expected after dictionary key": "syntax",
    "SyntaxError: expected 'except' or 'finally' block": "syntax",
    "TypeError: argument of type 'int' is not iterable": "not-iterable",
    "RuntimeError: permute(): duplicate dims are not allowed.": "dimension-range",
    "RuntimeError: tensor.mT is only supported on matrices or batches of matrices. Got 1-D "
    "tensor.": "dimension-range",
    "TypeError: argmax(): argument 'dim' must be int, not tuple": "dimension-range",
    "RuntimeError: ZeroDivisionError": "index-range",
    "NotImplementedError: Cannot copy out of meta tensor; no data!": "numpy-device",
    "DeprecationWarning: __array_wrap__ must accept context and return_scalar arguments": (
        "operand-types"
    ),
    "ValueError: cannot convert float NaN to integer": "to-scalar",
    "ValueError: can only convert an array of size 1 to a Python scalar": "to-scalar",
    "RuntimeError: can't retain_grad on Tensor that has requires_grad=False": "no-grad-fn",
    "ValueError: Invalid learning rate: -1": "not-iterable",
    "TypeError: descriptor 'manual_seed' for 'torch._C.Generator' objects doesn't apply to a 'int' "
    "object": "no-parentheses",
    "RuntimeError: bincount only supports 1-d non-negative integral inputs.": "integer-softmax",
    "ValueError: could not determine the shape of object type 'DataFrame'": "expected-array",
    "RuntimeError: expand(torch.FloatTensor{[5, 1]}, size=[5]): the number of sizes provided (1) "
    "must be greater or equal to the number of dimensions in the tensor (2)": "existing-size",
    "SyntaxError: positional argument follows keyword argument": "positional-argument",
    "TypeError: list indices must be integers or slices, not tuple": "index-type",
    "TypeError: randint(): argument 'size' (position 2) must be tuple of ints, not int": (
        "index-type"
    ),
    "SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='?": (
        "syntax"
    ),
    "SyntaxError: closing parenthesis ')' does not match opening parenthesis '['": "syntax",
    "SyntaxError: unmatched ')'": "syntax",
    "SyntaxError: unmatched ']'": "syntax",
    "SyntaxError: invalid character '“' (U+201C)": "syntax",
    "SyntaxError: invalid character '‘' (U+2018)": "syntax",
    "SyntaxError: invalid non-printable character U+00A0": "syntax",
    "TabError: inconsistent use of tabs and spaces in indentation": "syntax",
    "TypeError: cannot unpack non-iterable int object": "unpack",
    "TypeError: can't multiply sequence by non-int of type 'float'": "one-element",
    "RuntimeError: you can only change requires_grad flags of leaf variables.": "leaf-in-place",
    "RuntimeError: unsupported operation: some elements of the input tensor and the written-to "
    "tensor refer to a single memory location. Please clone() the tensor before performing the "
    "operation.": "shared-memory",
    "ValueError: expected 2D or 3D input (got 1D input)": "one-row",
    "ValueError: expected 4D input (got 3D input)": "one-row",
    "UnboundLocalError: cannot access local variable 'total' where it is not associated with a "
    "value": "undefined-name",
    "SyntaxError: unterminated f-string literal (detected at line 12)": "syntax",
    "SyntaxError: unterminated triple-quoted f-string literal (detected at line 3)": "syntax",
    "SyntaxError: f-string: expecting '}'": "syntax",
    "SyntaxError: f-string: unmatched '['": "syntax",
    "SyntaxError: f-string: unmatched '('": "syntax",
    "SyntaxError: 'return' outside function": "syntax",
    "TypeError: Numbers() takes no arguments": "positional-argument",
    "RuntimeError: Boolean value of Tensor with no values is ambiguous": "ambiguous-boolean",
    "ZeroDivisionError: float division by zero": "index-range",
    "TypeError: string indices must be integers, not 'str'": "index-type",
    "ValueError: Unknown format code 'f' for object of type 'str'": "format-tensor",
    "TypeError: cannot pickle 'generator' object": "weights-only",
    "WeightsUnpickler error: Unsupported global: GLOBAL getattr was not an allowed global by "
    "default.": "weights-only",
    "AttributeError: attribute 'shape' of 'torch._C.TensorBase' objects is not writable": (
        "no-attribute"
    ),
    "TypeError: 'torch.Size' object does not support item assignment": "no-attribute",
    "TypeError: sum(): argument 'keepdim' (position 2) must be bool, not int": "dimension-range",
    "RuntimeError: upper bound and lower bound inconsistent with step sign": "negative-step",
    "TypeError: ~ (operator.invert) is only implemented on integer and Boolean-type tensors": (
        "index-dtype"
    ),
    "UserWarning: Glyph 8722 (\\N{MINUS SIGN}) missing from font(s) NanumGothic.": "missing-font",
    "UserWarning: Glyph 49552 (\\N{HANGUL SYLLABLE SON}) missing from current font.": (
        "missing-font"
    ),
    "findfont: Font family 'Malgun Gothic' not found.": "missing-font",
    "TypeError: a bytes-like object is required, not 'str'": "text-mode",
    "UserWarning: The given NumPy array is not writable, and PyTorch does not support non-writable "
    "tensors. This means writing to this tensor will result in undefined behavior.": (
        "expected-array"
    ),
    "RuntimeError: Subtraction, the `-` operator, with a bool tensor is not supported. If you are "
    "trying to invert a mask, use the `~` or `logical_not()` operator instead.": "index-dtype",
    "TypeError: 'torch.Size' object cannot be interpreted as an integer": "index-type",
    "Error: iterator should return strings, not bytes (the file should be opened in text mode)": (
        "encoding"
    ),
    "RuntimeError: running_mean should contain 4 elements not 3": "one-row",
    "TypeError: can't multiply sequence by non-int of type 'str'": "one-element",
    "SyntaxError: f-string: unmatched ')'": "syntax",
    "SyntaxError: f-string: single '}' is not allowed": "syntax",
    "KeyError: tensor(1)": "key",
    "SyntaxError: invalid decimal literal": "syntax",
    "ValueError: I/O operation on closed file.": "text-mode",
    "TypeError: list.append() takes exactly one argument (2 given)": "positional-argument",
    "TypeError: 'dim' is an invalid keyword argument for max()": "unexpected-keyword",
    "ValueError: Format specifier missing precision": "format-tensor",
    "ValueError: Invalid format specifier '.2 f' for object of type 'float'": "format-tensor",
    "SyntaxError: invalid character '–' (U+2013)": "syntax",
    "SyntaxError: invalid character '−' (U+2212)": "syntax",
    "SyntaxError: invalid character '×' (U+00D7)": "syntax",
    "UnicodeEncodeError: 'cp949' codec can't encode character '\\u2013' in position 0: illegal "
    "multibyte sequence": "encoding",
}
"""Messages that the index of errors tells in a sentence: as they are printed, the entry's id."""


def test_a_pasted_message_finds_its_entry(browser: Browser, address: str) -> None:
    """With a reader's own numbers, or a part of it. Where nothing fits, all is there again.

    Without a script the whole index is there, and no field that would do nothing.
    """
    with browser.new_context() as context:
        tab = context.new_page()
        go(tab, f"{address}/errors/")
        whole = tab.locator("article h3:visible").count()
        field, status = (
            tab.get_by_label("오류 메시지 붙여 넣기"),
            tab.locator(".find [role=status]"),
        )
        for message in (
            "x: mat1 and mat2 shapes cannot be multiplied (7x784\nand 12x10)",
            "m1 and",
            "RuntimeError: Found dtype Double but expected Float",
            "IndexError: Target -1 is out of bounds.",
            "RuntimeError: each element in list of batch should be of equal size",
            "RuntimeError: size mismatch, got input (2), mat (2x3), vec (2)",
            "----> 3 for x, y in loader:\n      4     model(x)\n"
            "RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
        ):
            field.fill(message)
            assert tab.locator("article h2:visible, article h3:visible").count() == 2
            assert tab.locator(".md-nav--secondary li a:visible").count() == 2
            assert status.inner_text().startswith("1")
        field.fill("m1 and")
        assert tab.locator("article :is(pre, p):visible", has_text="expected m1").count() == 1
        # Such a message holds the reader's own name alone, which other entries hold too.
        for message in ("'state'", "'height'", "'weight'", "0", '"Height"', "'param_groups'"):
            field.fill(f"KeyError: {message}")
            found = tab.locator("article h3:visible").evaluate_all("all => all.map(({ id }) => id)")
            assert found == ["key", "missing-keys"][: 1 + (message == "'param_groups'")], message
        for message in ("101", "AssertionError: 12", "no such message"):
            field.fill(message)
            assert tab.locator("article h3:visible").count() == whole, message
        assert tab.locator("article h3:visible").count() == whole
        assert "없습니다" in status.inner_text()
        above = tab.locator("article > :is(.take, .origin)")
        assert not any(one.is_visible() for one in above.all())
        status.locator("a").click()
        settle(tab)
        assert tab.locator(".md-search__input").input_value() == "no such message"
        tab.keyboard.press("Escape")
        field.fill("")
        assert tab.locator("article h3:visible").count() == whole
        assert all(one.is_visible() for one in above.all())
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{address}/errors/")
        assert tab.locator("article h3:visible").count() == whole
        assert not tab.locator(".find").is_visible()


def test_a_message_that_no_program_shows_finds_its_entry(browser: Browser, address: str) -> None:
    """As Python and PyTorch print it: it stands in the entry's text alone."""
    with browser.new_context() as context:
        tab = context.new_page()
        go(tab, f"{address}/errors/")
        field, astray = tab.get_by_label("오류 메시지 붙여 넣기"), {}
        for message, entry in TOLD.items():
            field.fill(message)
            found = tab.locator("article h3:visible").evaluate_all("all => all.map(({ id }) => id)")
            if found != [entry]:
                astray[message] = found[:3]
    assert astray == {}


def test_a_link_leads_to_what_is_not_left(browser: Browser, address: str) -> None:
    """All is there again then; also by the link that the address ends with already."""
    tab = browser.new_page()
    go(tab, f"{address}/errors/")
    message = tab.locator("#layer-dtype code").first.inner_text()
    link = tab.locator("article a[href$='#same-device']:visible").first
    for _ in range(2):
        tab.locator("#find").fill(message)
        expect(tab.locator("#same-device")).to_be_hidden()
        link.click()
        expect(tab.locator("#same-device")).to_be_in_viewport()
        assert tab.locator("#find").input_value() == ""
    tab.close()
