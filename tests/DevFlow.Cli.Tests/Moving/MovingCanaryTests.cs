using DevFlow.ConnectEmulator;

namespace DevFlow.Cli.Tests.Moving;

/// <summary>Marked values are set, imported and moved, well and badly; what comes out and what is left behind is searched for them.</summary>
public sealed class MovingCanaryTests
{
    private const string Mark = "canary";

    private static readonly string[] _commands =
    [
        "devflow set JWT_SECRET=canary-0815", "devflow set JWT_SECRET canary-0815", "devflow set JWT_SECRET --canary-0815", "devflow set canary0815==",
        "echo canary-0815-new | devflow set SESSION_SECRET", "echo canary-0815-new | devflow set JWT_SECRET --to 1password",
        "printf 'canary\\377' | devflow set JWT_SECRET", "printf 'canary\\000' | devflow set JWT_SECRET", "echo canary | devflow set NO_PLACE --to 1password",
        "devflow import good.json", "devflow import good.json --dry-run", "devflow import good.json --to 1password", "devflow import good.json --format vault",
        "devflow import bad.json", "devflow import bad.yaml", "devflow import bad.env", "devflow import list.json", "devflow import bad.json --format yaml",
        "devflow import bad.env --format json", "devflow import bad.yaml --format dotenv",
        "devflow migrate --from env --to 1password --dry-run", "devflow migrate --from env --to 1password", "devflow migrate --from env --to 1password --yes",
        "devflow migrate --from env --to 1password --yes --overwrite", "devflow migrate --from 1password --to env --yes --overwrite --delete-source",
        "devflow unset JWT_SECRET", "devflow unset JWT_SECRET --from 1password",
    ];

    [Theory]
    [InlineData(null)]
    [InlineData(FaultKind.Forbidden)]
    [InlineData(FaultKind.Truncated)]
    public async Task No_command_prints_a_value_or_leaves_one_where_it_does_not_belong(FaultKind? fault)
    {
        await using var room = await MovingRoom.OpenAsync("""
            vaults: [{ name: DevFlow, items: [{ title: GitHub, fields: { oauth_client_secret: canary-there } }, { title: canary-title, fields: { canary: canary } }] }]
            """);
        room.Clone.Write(".env", "JWT_SECRET='canary-\"<&>\\0815'\nGITHUB_CLIENT_SECRET=canary-here\nDATABASE_URL=postgresql://u:canary-p@h/d\nQDRANT_API_KEY=op://canary\n");
        room.Clone.Write("good.json", """{"database": {"url": "canary-url"}, "llm": {"aosentry": {"api_key": "canary \"key\""}}, "jwt": null}""");
        room.Clone.Write("bad.json", """{"a": "canary-1", "b": canary-2, "c": ["canary-3"]}""");
        room.Clone.Write("list.json", """{"a": ["canary-3"], "canary 4": "canary-4", "A": "canary-5", "n": "canary\u0000"}""");
        room.Clone.Write("bad.yaml", "a: canary-1\n  b: canary-2: canary-3\nc: [canary\n");
        room.Clone.Write("bad.env", "A=canary-1\ncanary-2\nB=\"canary-3\nC='canary' canary\nD=${canary}\n");
        if (fault is { } kind)
            room.Connect.Server.Faults.Add(new FaultRule { Kind = kind, Method = kind is FaultKind.Truncated ? "PATCH" : null });

        var forms = CanaryTests.FormsOf(Mark).ToList();
        foreach (var command in _commands.SelectMany(command => fault is null ? (string[])[command, $"{command} --json"] : [command]))
        {
            var result = await room.RunAsync($"({command}) 2>&1");
            Assert.NotEmpty(result.StandardOutput);
            Assert.All(forms, form => Assert.False(
                result.StandardOutput.Contains(form, StringComparison.Ordinal), $"{command} prints a value:\n{result.StandardOutput}"));
        }

        string[] mayHold = [".env", "good.json", "bad.json", "list.json", "bad.yaml", "bad.env"];
        var files = Directory.GetFiles(room.Clone.Folder, "*", SearchOption.AllDirectories).Where(file => !mayHold.Contains(Path.GetFileName(file))).ToList();
        Assert.Contains(files, file => file.EndsWith(".jsonl", StringComparison.Ordinal));
        Assert.All(files, file => Assert.DoesNotContain(Mark, File.ReadAllText(file), StringComparison.Ordinal));
    }
}
