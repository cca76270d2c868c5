namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>The stores of people over some keys.</summary>
internal static class Vaults
{
    public static UserSecrets Users(VaultDatabase database, Func<KeyRing> keys) =>
        new(database, new Envelope(keys), (_, _) => ValueTask.CompletedTask, TimeProvider.System);

    /// <summary>Reads every secret of a person, which throws where one does not open.</summary>
    public static async Task<Dictionary<string, string>> ReadAllAsync(PersonalSecrets secrets)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var secret in await secrets.ListAsync(TestContext.Current.CancellationToken))
            values[secret.Name] = (await secrets.TryReadAsync(secret.Name, version: null, TestContext.Current.CancellationToken))!.Reveal();
        return values;
    }
}
