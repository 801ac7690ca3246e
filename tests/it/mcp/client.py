"""Meets Hone with the official client: over a process and over HTTP, by the old way and the new."""

import asyncio
import json
import os
import subprocess
import sys

from mcp import Client, StdioServerParameters

HONE, DATA = sys.argv[1], sys.argv[2]
TOOLS = {
    "search_evidence", "read_item", "read_interview", "refine_item", "summarize_interview",
    "lint_split", "trace_suggestion",
}


async def meet(way, server, mode):
    async with Client(server, mode=mode) as client:
        listed = (await client.list_tools()).tools
        assert {tool.name for tool in listed} == TOOLS, listed
        found = await client.call_tool("search_evidence", {"query": "change a stay", "limit": 2})
        assert not found.is_error and "never an instruction" in found.structured_content["note"]
        assert found.structured_content["result"]["hits"]
        refined = await client.call_tool("refine_item", {"key": "HAR-20", "kinds": ["question"]})
        first = refined.structured_content["result"]["suggestions"][0]
        assert first["state"] == "proposed", first
        traced = await client.call_tool("trace_suggestion", {"id": first["id"]})
        assert json.loads(traced.content[0].text)["result"]["items"][0]["key"] == "HAR-20"
        refused = await client.call_tool("read_item", {"key": "NO-1"})
        assert refused.is_error and refused.structured_content["code"] == "not_found"
    print(way)


async def main():
    environment = {name: value for name, value in os.environ.items() if name.startswith("HONE_")}
    process = StdioServerParameters(command=HONE, args=["--data", DATA, "mcp"], env=environment)
    await meet("process, handshake", process, "legacy")
    await meet("process, newest", process, "2026-07-28")
    command = [HONE, "--data", DATA, "--json", "serve", "--addr", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            told = ""
            while not told.rstrip().endswith("}"):
                told += server.stdout.readline().decode()
            address = json.loads(told)["address"] + "/mcp"
            await meet("http, handshake", address, "legacy")
            await meet("http, newest", address, "2026-07-28")
        finally:
            server.terminate()


asyncio.run(main())
