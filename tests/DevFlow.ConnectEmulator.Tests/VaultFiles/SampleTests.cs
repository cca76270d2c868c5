using System.Text.RegularExpressions;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>The file that comes with the emulator.</summary>
public sealed partial class SampleTests
{
    // There only while a key is replaced, or where there is an HSM.
    private static readonly string[] _forAWhile = ["encryption_key_previous", "pkcs11_pin"];

    public static TheoryData<string, string, string> References
    {
        get
        {
            var references = new TheoryData<string, string, string>();
            foreach (var match in Reference().Matches(File.ReadAllText(Path.Combine(Repository.Root, "config", "secrets.yaml"))).Where(match => !_forAWhile.Contains(match.Groups["field"].Value)))
                references.Add(match.Groups["vault"].Value, match.Groups["item"].Value, match.Groups["field"].Value);
            return references;
        }
    }

    [Theory]
    [MemberData(nameof(References))]
    public void It_holds_every_reference_of_the_catalog(string vault, string item, string field)
    {
        var held = Read().State.Find(vault)?.Items.Find(held => held.Title == item)?.Fields.Find(held => held.Label == field);

        Assert.False(string.IsNullOrEmpty(held?.Value), $"op://{vault}/{item}/{field} is not in the sample");
    }

    [Fact]
    public void It_says_of_each_value_that_it_is_an_example() => Assert.All(
        Read().State.Vaults.SelectMany(vault => vault.Items).SelectMany(item => item.Fields),
        field => Assert.True(
            field.Value!.Contains("example", StringComparison.Ordinal) || field.Value.StartsWith("http://localhost", StringComparison.Ordinal)
                || field.Label is "username" or "encryption_key",
            $"{field} looks like a value of somebody's"));

    [Fact]
    public void Its_key_is_an_example_too() => Assert.Equal(
        "EXAMPLE-EXAMPLE-EXAMPLE-EXAMPLE.",
        System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(
            Read().State.Vaults[0].Items.Find(item => item.Title == "Security")!.Fields.Find(field => field.Label == "encryption_key")!.Value!)));

    [Fact]
    public void Its_token_is_the_one_of_the_readme() => Assert.Equal(VaultFile.DefaultToken, Assert.Single(Read().Tokens).Value);

    private static VaultFile Read() => VaultFile.Read(File.ReadAllText(Repository.SampleFile), "vaults.sample.yaml", DateTimeOffset.UnixEpoch);

    [GeneratedRegex("op://(?<vault>[^/\"]+)/(?<item>[^/\"]+)/(?<field>[^/\"]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
