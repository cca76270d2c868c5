namespace DevFlow.Benchmarks;

/// <summary>Sixty keys with values of the kinds that services have. Made up, the same at every run.</summary>
internal static class Sample
{
    public const int Count = 60;

    public static IReadOnlyList<string> Keys { get; } = [.. Enumerable.Range(0, Count).Select(i => $"SERVICE_{i:00}_API_KEY")];

    public static IReadOnlyList<string> Values { get; } = [.. Enumerable.Range(0, Count).Select(Value)];

    /// <summary>A text of so many letters and digits.</summary>
    public static string Letters(Random random, int length) =>
        new(random.GetItems<char>("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length));

#pragma warning disable CA5394 // Made up, and to be the same at every run.
    private static string Value(int index)
    {
        var random = new Random(index + 1);
        return (index % 4) switch
        {
            0 => $"sk-{Letters(random, 48)}",
            1 => $"postgresql://user:{Letters(random, 24)}@db.example.test:5432/service",
            2 => Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(_ => (byte)random.Next(256))]),
            _ => $"{Letters(random, 12)}+/&{Letters(random, 12)}",
        };
    }
#pragma warning restore CA5394
}
