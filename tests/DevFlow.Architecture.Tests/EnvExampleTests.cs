using System.Text.RegularExpressions;

namespace DevFlow.Architecture.Tests;

/// <summary>Every key of .env.example is known, and does something.</summary>
public sealed partial class EnvExampleTests
{
    // Here keys are listed, checked and generated; that alone gives none of them an effect.
    private static readonly string[] _lists =
    [
        "DevFlow.Secrets/Catalog/", "DevFlow.Secrets/Modes/", "DevFlow.Secrets/Verification/",
        "DevFlow.Secrets/Workspace/DevFlowSettingKeys.cs", "DevFlow.Secrets/Workspace/FirstRun.cs", "DevFlow.Cli/",
    ];

    private static readonly string _settingKeys = Repository.Read("DevFlow.Secrets/Workspace/DevFlowSettingKeys.cs");

    private static readonly string _readers = string.Join('\n', Repository.Files
        .Where(path => Path.GetExtension(path) is ".cs" or ".ts" or ".tsx" && Repository.IsProduct(path))
        .Where(path => !_lists.Any(list => path.StartsWith(list, StringComparison.Ordinal)))
        .SelectMany(path => Repository.Read(path).Split('\n'))
        .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    public static TheoryData<string> Keys => [.. KeyLine().Matches(Repository.Read(".env.example")).Select(match => match.Groups["key"].Value)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_is_a_setting_or_in_the_catalog(string key)
    {
        var catalog = Repository.Read("DevFlow.Secrets/Catalog/BuiltInCatalog.cs");

        Assert.True(
            _settingKeys.Contains($"\"{key}\"", StringComparison.Ordinal) || catalog.Contains($"\"{key}\"", StringComparison.Ordinal)
                || Regex.IsMatch(Repository.Read("config/secrets.yaml"), $@"\benv: {key}\b", RegexOptions.NonBacktracking),
            $"{key} is neither in DevFlowSettingKeys nor in the catalog");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_is_read_by_some_code(string key) => Assert.True(IsRead(key), $"{key} is read by no code: give it an effect or take it out of .env.example");

    /// <summary>Whether some code names the key, as a text ("KEY", env.KEY) or by its constant in DevFlowSettingKeys.</summary>
    private static bool IsRead(string key)
    {
        var constant = Regex.Match(_settingKeys, $"""const string (?<name>\w+) = "{key}";""", RegexOptions.NonBacktracking).Groups["name"].Value;
        return ((string[])[$"\"{key}\"", $"'{key}'", $"env.{key}"]).Any(mention => _readers.Contains(mention, StringComparison.Ordinal))
            || (constant.Length > 0 && Regex.IsMatch(_readers, $@"DevFlowSettingKeys\.{constant}\b", RegexOptions.NonBacktracking));
    }

    [GeneratedRegex("^(# )?(?<key>[A-Z][A-Z0-9_]+)=", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyLine();
}
