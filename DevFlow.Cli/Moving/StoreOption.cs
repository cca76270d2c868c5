using System.CommandLine;
using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>An option that names a store.</summary>
internal static class StoreOption
{
    private const string DotEnv = "env";

    /// <param name="name">The option.</param>
    /// <param name="description">What it does.</param>
    /// <param name="isRequired">Whether it has to be given; otherwise it is .env by default.</param>
    public static Option<string> Create(string name, string description, bool isRequired = false)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "env|1password", Required = isRequired };
        if (!isRequired)
            option.DefaultValueFactory = _ => DotEnv;
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not (DotEnv or SecretSourceNames.OnePassword))
                result.AddError($"{name} has to be env or 1password");
        });
        return option;
    }

    public static ISecretStore Store(this ParseResult parsed, Option<string> option, SecretsWorkspace workspace) =>
        workspace.GetStore(parsed.GetRequiredValue(option) == DotEnv ? SecretSourceNames.DotEnv : SecretSourceNames.OnePassword);
}
