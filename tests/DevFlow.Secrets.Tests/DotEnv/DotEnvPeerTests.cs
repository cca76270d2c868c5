namespace DevFlow.Secrets.Tests;

/// <summary>On files without a fault and without expansion, DotNetEnv reads what we read.</summary>
public class DotEnvPeerTests
{
    private const int Seed = 7;

    private static readonly string[] s_values =
    [
        "", "1", "local", "true", "postgresql://devflow:devflow@localhost:5432/devflow", "gpt-4-turbo", "c2VjcmV0+/==", "a=b", "two words",
        "x@y.z", "'single'", "'two words # no comment'", "\"double\"", "\"two words # no comment\"",
        "\"it's\"", "'say \"x\"'", "\"a\\nb\"", "\"a\\tb\"",
        "\"a\\\\b\"", "\"a \\\"b\\\"\"", "\"1\n2\"", "'1\n2'", "''", "\"\"", "\"héllo 🔑\"", "'$x'",
    ];

    [Fact]
    public void Both_read_the_same_values()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 2_000; i++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 8)).Select(n => random.Next(6) switch
            {
                0 => "# a comment",
                1 => "",
                2 => $"export KEY_{n}={s_values[random.Next(s_values.Length)]}",
                3 => $"KEY_{n}={s_values[random.Next(1, s_values.Length)]} # a comment",
                _ => $"KEY_{n}={s_values[random.Next(s_values.Length)]}",
            });
            AssertSame(string.Join('\n', lines) + "\n", $"seed {Seed}, input {i}");
        }
    }

    [Fact]
    public void Both_read_the_same_values_of_the_example()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "DevFlow.sln")))
        {
            root = root.Parent!;
        }

        AssertSame(File.ReadAllText(Path.Combine(root.FullName, ".env.example")), ".env.example");
    }

    private static void AssertSame(string text, string what)
    {
        var peer = DotNetEnv.Env.LoadContents(text, DotNetEnv.LoadOptions.NoEnvVars());
        var ours = Dialect.Read(text);

        Assert.Empty(ours.Diagnostics);
        Assert.True(
            peer.Select(p => (p.Key, p.Value)).SequenceEqual(ours.Entries.Select(e => (e.Key, e.Reveal()))),
            $"{what}: {System.Text.Json.JsonSerializer.Serialize(text)}");
    }
}
