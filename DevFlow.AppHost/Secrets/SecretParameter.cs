using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>One secret that the app host itself needs: what is asked for, and what came of it.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Key">The key that the cascade is asked for.</param>
/// <param name="Otherwise">What takes its place when the cascade has none; null when there must be one.</param>
internal sealed record SecretParameter(string Name, string Key, ParameterResource? Otherwise)
{
    private SecretValue? _value;
    private string? _made;

    /// <summary>Asks for the value, so that nothing has to wait for it later.</summary>
    /// <returns>Why there is none; null when there is one.</returns>
    public async Task<string?> LoadAsync(ISecretResolver secrets, CancellationToken cancellationToken)
    {
        try
        {
            _value = Otherwise is null
                ? await secrets.GetAsync(Key, cancellationToken: cancellationToken)
                : await secrets.TryGetAsync(Key, cancellationToken: cancellationToken);
            if (_value is null)
                _made = await Otherwise!.GetValueAsync(cancellationToken);
            return null;
        }
        catch (Exception fault) when (fault is SecretNotFoundException or SecretRefusedException)
        {
            return fault.Message;
        }
    }

    /// <summary>The value itself: a parameter hands on plain text.</summary>
    public string Reveal() => _value?.Reveal() ?? _made ?? throw new DistributedApplicationException(
        $"The secret parameter '{Name}' has not been loaded. Call PreloadSecretsAsync before Build.");

    public override string ToString() => $"{Name} ({Key})";
}
