using System.Collections.Concurrent;
using System.Text;
using DevFlow.ConnectEmulator;

namespace DevFlow.Secrets.Tests.OnePassword;

/// <summary>Every fault against every kind of read. The table is part of the documentation, and this test keeps it true.</summary>
public sealed class FaultMatrixTests
{
    private const string Document = "docs/fault-matrix.md";

    private static readonly SecretReference _byTitle = SecretReference.Parse("op://DevFlow/AOSentry/api_key");
    private static readonly SecretReference _byId = SecretReference.Parse($"op://{EmulatedConnect.VaultId}/{EmulatedConnect.ItemId}/api_key");
    private static readonly SecretReference _file = SecretReference.Parse("op://DevFlow/AOSentry/key.pem");
    private static readonly SecretReference _code = SecretReference.Parse("op://DevFlow/AOSentry/code?attribute=otp");

    private static readonly (string Name, FaultRule Rule)[] _faults =
    [
        ("slow, within patience", new() { Kind = FaultKind.Latency, Milliseconds = 20 }),
        ("slow, beyond patience", new() { Kind = FaultKind.Latency, Milliseconds = 20_000 }),
        ("body that dribbles", new() { Kind = FaultKind.SlowBody, Milliseconds = 20_000 }),
        ("connection dropped, once", new() { Kind = FaultKind.Drop, Times = 1 }),
        ("connection dropped, always", new() { Kind = FaultKind.Drop }),
        ("401, once", new() { Kind = FaultKind.Unauthorized, Times = 1 }),
        ("401, always", new() { Kind = FaultKind.Unauthorized }),
        ("403, once", new() { Kind = FaultKind.Forbidden, Times = 1 }),
        ("403, always", new() { Kind = FaultKind.Forbidden }),
        ("429, once", new() { Kind = FaultKind.Status, Status = 429, Times = 1 }),
        ("429, always", new() { Kind = FaultKind.Status, Status = 429 }),
        ("500 database is locked, twice", new() { Kind = FaultKind.Status, Status = 500, Message = "database is locked", Times = 2 }),
        ("503, always", new() { Kind = FaultKind.Status, Status = 503 }),
        ("truncated JSON, once", new() { Kind = FaultKind.Truncated, Times = 1 }),
        ("truncated JSON, always", new() { Kind = FaultKind.Truncated }),
        ("HTML page, always", new() { Kind = FaultKind.Html }),
        ("replica that lags", new() { Kind = FaultKind.Stale }),
    ];

    private static readonly (string Name, SecretReference Reference, Func<SecretsWorkspace, Task> Before)[] _reads =
    [
        ("cold, by title", _byTitle, _ => Task.CompletedTask),
        ("cold, by id", _byId, _ => Task.CompletedTask),
        ("title known", _byTitle, workspace => ReadAndForgetAsync(workspace, revoked: true)),
        ("past its time", _byTitle, workspace => ReadAndForgetAsync(workspace, revoked: false)),
        ("remembered", _byTitle, workspace => ReadAsync(workspace, _byTitle)),
        ("file", _file, workspace => ReadAsync(workspace, _byTitle)),
        ("one-time code", _code, workspace => ReadAsync(workspace, _byTitle)),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_fault_against_every_kind_of_read_is_as_documented()
    {
        var cells = new ConcurrentDictionary<(int Fault, int Read), string>();
        await Parallel.ForEachAsync(
            _faults.Index().SelectMany(_ => _reads.Index(), (fault, read) => (Fault: fault, Read: read)),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel },
            async (cell, _) => cells[(cell.Fault.Index, cell.Read.Index)] = await AnswerAsync(cell.Fault.Item.Rule, cell.Read.Item));

        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, Document), Cancel);
        Assert.Contains(Table(cells), document, StringComparison.Ordinal);
    }

    private static async Task<string> AnswerAsync(FaultRule fault, (string Name, SecretReference Reference, Func<SecretsWorkspace, Task> Before) read)
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var isEndless = fault.Milliseconds > 1000;
        var logger = new ListLogger();
        var workspace = connect.Open(attempt: isEndless ? TimeSpan.FromMilliseconds(200) : null, logger: logger);
        await read.Before(workspace);

        connect.Server.Faults.Add(fault);
        var (explanation, value) = await workspace.InspectAsync(new() { Key = "KEY", Path = "key", Reference = read.Reference }, Cancel);

        var text = string.Join('\n', [.. explanation.Steps.Select(step => step.ToString()), .. logger.Lines.Select(line => line.Text)]);
        Assert.DoesNotContain(EmulatedConnect.Mark, text, StringComparison.Ordinal);
        Assert.True(value is null || value.Reveal().StartsWith(EmulatedConnect.Mark, StringComparison.Ordinal) || read.Reference.Equals(_code));
        return explanation.Steps[1].OutcomeText switch { "found" => "value", "found, stale" => "stale value", var other => other };
    }

    private static async Task ReadAndForgetAsync(SecretsWorkspace workspace, bool revoked)
    {
        await ReadAsync(workspace, _byTitle);
        workspace.Invalidate(new() { Key = "KEY", Reference = _byTitle, Revoked = revoked });
    }

    private static async Task ReadAsync(SecretsWorkspace workspace, SecretReference reference) =>
        Assert.NotNull(await workspace.Resolver.GetAsync("KEY", reference, Cancel));

    private static string Table(ConcurrentDictionary<(int Fault, int Read), string> cells)
    {
        var table = new StringBuilder();
        table.Append("| fault | ").AppendJoin(" | ", _reads.Select(read => read.Name)).Append(" |\n");
        table.Append("|---|").Append(string.Concat(Enumerable.Repeat("---|", _reads.Length))).Append('\n');
        foreach (var (index, fault) in _faults.Index())
            table.Append("| ").Append(fault.Name).Append(" | ").AppendJoin(" | ", _reads.Index().Select(read => cells[(index, read.Index)])).Append(" |\n");
        return table.ToString();
    }
}
