using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DevFlow.KnowledgeHub.Tests.Documentation;

/// <summary>docs/knowledge.md as somebody types it, in a folder with the two documents that it sends.</summary>
public sealed class DocumentedCallsTests(HubFixture fixture) : IClassFixture<HubFixture>, IDisposable
{
    private const string Indent = "    ";

    private readonly string _folder = Directory.CreateTempSubdirectory("devflow-documented-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_call_of_the_document_is_answered_and_the_search_finds_what_was_sent()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "docs"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "docs", "ops.md"), "# Backups\n\nBackups run at three in the night.\n", Cancellation);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "handbook.pdf"), Pdf.Of("Wear a helmet in the workshop."), Cancellation);
        using var client = fixture.Hub.Client();
        string[] lines = [.. (await File.ReadAllLinesAsync(Path.Combine(HubFolder.Repository, "docs", "knowledge.md"), Cancellation))
            .Where(line => line.StartsWith(Indent, StringComparison.Ordinal)).Select(line => line.Trim())];
        Assert.StartsWith("TOKEN=", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("alias hub=", lines[1], StringComparison.Ordinal);
        List<JsonNode> answers = [];

        foreach (var line in lines[2..])
        {
            var answer = JsonNode.Parse(await TypeAsync(lines[1], line))!;
            answers.Add(answer);
            // Whoever types is slower than the hub.
            if (answer["state"] is not null)
                await client.InStateAsync((string)answer["id"]!, "ready");
        }

        Assert.Equal(4, answers.Count);
        Assert.Equal(("The handbook", "web-shop"), ((string)answers[1]["title"]!, (string)answers[1]["project"]!));
        Assert.Equal("docs/ops.md", (string)answers[2]["results"]![0]!["source"]!);
        Assert.Contains("three in the night", (string)answers[3]["answer"]!, StringComparison.Ordinal);
        Assert.Equal("docs/ops.md", (string)answers[3]["citations"]![0]!["source"]!);
    }

    // A status of the 400s or 500s is an error, as of any program.
    private async Task<string> TypeAsync(string alias, string line)
    {
        var script = $$"""
            shopt -s expand_aliases
            curl() { command curl --fail-with-body "$@"; }
            TOKEN=member.ann
            {{alias}}
            {{line.Replace("localhost:8282", fixture.Hub.ClientOptions.BaseAddress.Authority, StringComparison.Ordinal)}}
            """;
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = _folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, $"{line}\n{output}\n{await error}");
        return output;
    }
}
