using System.CommandLine;
using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>An option that names a store.</summary>
internal static class StoreOption
{
    private const string DotEnv = "env";

    private static readonly string[] _stores = [DotEnv, SecretSourceNames.OnePassword];

    /// <param name="name">The option.</param>
    /// <param name="description">What it does.</param>
    /// <param name="isRequired">Whether it has to be given; otherwise it is .env by default.</param>
    /// <param name="more">Stores beside these two.</param>
    public static Option<string> Create(string name, string description, bool isRequired = false, params string[] more)
    {
        string[] stores = [.. _stores, .. more];
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', stores), Required = isRequired };
        if (!isRequired)
            option.DefaultValueFactory = _ => DotEnv;
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !stores.Contains(token.Value))
                result.AddError($"{name} has to be {string.Join(", ", stores[..^1])} or {stores[^1]}");
        });
        return option;
    }

    public static ISecretStore Store(this ParseResult parsed, Option<string> option, SecretsWorkspace workspace) =>
        workspace.GetStore(parsed.GetRequiredValue(option) == DotEnv ? SecretSourceNames.DotEnv : SecretSourceNames.OnePassword);
}
