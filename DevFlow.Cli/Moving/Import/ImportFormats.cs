using System.CommandLine;

namespace DevFlow.Cli.Moving.Import;

/// <summary>The formats, as they are called on the command line.</summary>
internal static class ImportFormats
{
    public const string DotEnv = "dotenv";
    public const string Json = "json";
    public const string Yaml = "yaml";
    public const string Doppler = "doppler";
    public const string Vault = "vault";

    private static readonly string[] _all = [DotEnv, Json, Yaml, Doppler, Vault];

    public static Option<string?> Option()
    {
        var option = new Option<string?>("--format")
        {
            Description = $"One of {string.Join(", ", _all)}. Default: recognised by the content.",
            HelpName = "FORMAT",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !_all.Contains(token.Value))
                result.AddError($"--format has to be one of {string.Join(", ", _all)}");
        });
        return option;
    }
}
