namespace DevFlow.Secrets.Tests.Stores;

/// <summary>Values that something on the way could change.</summary>
internal static class Odd
{
    public static IReadOnlyDictionary<string, string> Values { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ONE"] = "x",
        ["SEVEN"] = "1234567",
        ["LARGE"] = string.Concat(Enumerable.Repeat("0123456789abcdef", 4096)),
        ["LINES"] = "-----BEGIN KEY-----\nMIIB\r\n\ttab\n\n-----END KEY-----\n",
        ["QUOTES"] = """a"b'c`d\e\\f""",
        ["DOLLAR"] = "$HOME ${HOME} $(id) $$ \\${X}",
        ["HASH"] = " a # b #c ",
        ["UNICODE"] = "пароль 密码 🔑 \u200d é",
        ["EQUALS"] = "a=b=c&d=e;f|g>h",
        ["JSON"] = """{"a": [1, "x"], "b": null}""",
    };

    public static Dictionary<string, SecretValue> Secrets { get; } =
        Values.ToDictionary(pair => pair.Key, pair => new SecretValue(pair.Value, "test", DateTimeOffset.UnixEpoch));

    /// <summary>A catalog that gives each a place: several to an item, one of them in a section.</summary>
    public static string Catalog => "odd:\n" + string.Concat(Values.Keys.Select((key, index) =>
        $"  v{index}: {{ env: {key}, ref: \"op://DevFlow/Odd{index % 2}/{(index == 3 ? "Deep/" : "")}{key.ToLowerInvariant()}\" }}\n"));
}
