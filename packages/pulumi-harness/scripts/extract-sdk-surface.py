#!/usr/bin/env python3
"""Writes the surface of the official pulumi-harness SDK as JSON: facts only (tokens, names, types, required, secret).

    extract-sdk-surface.py WHEEL_OR_DIR KIND...

Reads the Python source by its syntax tree; nothing is imported or run. KIND is the camelCase member of a token,
such as `pipeline` for `harness:platform/pipeline:Pipeline`. The table goes to standard output.
"""
import ast
import json
import pathlib
import sys
import tempfile
import zipfile

SCALARS = {"str": "string", "bool": "boolean", "int": "integer", "float": "integer"}


def main(source, kinds):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(source)
        if root.is_file():
            zipfile.ZipFile(root).extractall(folder)
            root = pathlib.Path(folder)
        package = root / "pulumi_harness"
        version = json.loads((package / "pulumi-plugin.json").read_text())["version"]
        classes = classes_of(package / "platform" / "_inputs.py")
        resources = {}
        for path in sorted((package / "platform").glob("*.py")):
            if path.name.startswith(("_", "get_")):
                continue
            for token, node, arguments in resources_of(path):
                if token.split("/")[1].split(":")[0] in kinds:
                    resources[token] = facts_of(node, arguments, classes)
        provider = arguments_of(classes_of(package / "provider.py")["ProviderArgs"], {})
    json.dump({"version": version, "provider": provider, "resources": resources}, sys.stdout, indent=2, sort_keys=True)
    print()


def classes_of(path):
    return {node.name: node for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)}


def resources_of(path):
    """Token, class and arguments class of every resource in a file."""
    classes = classes_of(path)
    for name, node in classes.items():
        arguments = classes.get(name + "Args")
        constants = (c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str))
        token = next((c for c in constants if c.startswith("harness:platform/")), None)
        if arguments is not None and token is not None:
            yield token, node, arguments


def facts_of(node, arguments, input_classes):
    return {
        "inputs": arguments_of(arguments, input_classes),
        "outputs": sorted(getters_of(node).values()),
        "secretOutputs": secret_outputs(node),
    }


def arguments_of(node, classes):
    """Property name -> type and required, from the constructor of an `...Args` class."""
    names = getters_of(node)
    init = next(item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__")
    result = {}
    for argument, default in zip(init.args.kwonlyargs, init.args.kw_defaults):
        result[names[argument.arg]] = {"required": default is None, **type_of(argument.annotation, classes)}
    return result


def getters_of(node):
    """Python name -> Pulumi name of every property getter."""
    result = {}
    for item in node.body:
        if not isinstance(item, ast.FunctionDef):
            continue
        for decorator in item.decorator_list:
            if ast.unparse(decorator).startswith("pulumi.getter"):
                name = item.name
                if isinstance(decorator, ast.Call):
                    name = next(k.value.value for k in decorator.keywords if k.arg == "name")
                result[item.name] = name
    return result


def type_of(annotation, classes):
    """The plain type inside pulumi.Input, Optional and Union."""
    if isinstance(annotation, ast.Constant):
        annotation = ast.parse(annotation.value, mode="eval").body
    if isinstance(annotation, ast.Subscript):
        outer = ast.unparse(annotation.value).split(".")[-1]
        inner = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
        if outer == "Sequence":
            return {"type": "array", "items": type_of(inner[0], classes)}
        if outer == "Mapping":
            return {"type": "map", "items": type_of(inner[1], classes)}
        if outer in ("Input", "Optional", "Union", "InputType"):
            return type_of(inner[0], classes)
        raise ValueError("unknown generic " + ast.unparse(annotation))
    name = ast.unparse(annotation).split(".")[-1]
    if name in SCALARS:
        return {"type": SCALARS[name]}
    return {"type": "object", "properties": arguments_of(classes[name], classes)}


def secret_outputs(node):
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pulumi.ResourceOptions":
            for keyword in call.keywords:
                if keyword.arg == "additional_secret_outputs":
                    return sorted(camel(item.value) for item in keyword.value.elts)
    return []


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], set(sys.argv[2:]))
