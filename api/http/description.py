"""The OpenAPI document, telling errors' true media type."""

from typing import Any

from fastapi import FastAPI

PROBLEMS = ("#/components/schemas/Problem", "#/components/schemas/ShapeProblem")


class DescribedApp(FastAPI):
    """FastAPI lists every model as plain JSON; ours for errors is RFC 9457's."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is not None:
            return self.openapi_schema
        document = super().openapi()
        answers = [
            answer
            for item in document["paths"].values()
            for operation in item.values()
            for answer in operation["responses"].values()
        ]
        for answer in answers:
            content = answer.get("content", {})
            if content.get("application/json", {}).get("schema", {}).get("$ref") in PROBLEMS:
                content["application/problem+json"] = content.pop("application/json")
        return document
