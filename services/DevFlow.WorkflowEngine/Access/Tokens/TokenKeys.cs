using System.Text;
using DevFlow.Secrets;
using Microsoft.IdentityModel.Tokens;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>
/// The keys of tokens, from JWT_SECRET. It is asked for each time, from memory as a rule, so that another one is taken up wherever it was
/// changed. One that was changed by hand is accepted until its last token has run out; while it is rotated, the one to come and the one before, and none that was retired.
/// </summary>
/// <param name="accepted">Gives the values that are accepted, the one in force first.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of changes.</param>
internal sealed partial class TokenKeys(Func<CancellationToken, ValueTask<IReadOnlyList<SecretValue>>> accepted, TimeProvider time, ILogger<TokenKeys> logger)
{
    public const string Name = "JWT_SECRET";
    public const int MinimumBytes = 32;

    private readonly Lock _changing = new();
    private volatile Keys? _keys;
    private string? _refused;

    /// <summary>The key that new tokens are signed with.</summary>
    /// <exception cref="VaultException">There is none yet, or it is too short.</exception>
    public async ValueTask<SecurityKey> SigningAsync(CancellationToken cancellationToken) => (await CurrentAsync(cancellationToken)).Signing;

    /// <summary>The keys that a token may be signed with.</summary>
    /// <exception cref="VaultException">There is none yet, or it is too short.</exception>
    public async ValueTask<IReadOnlyList<SecurityKey>> VerifyingAsync(CancellationToken cancellationToken)
    {
        var keys = await CurrentAsync(cancellationToken);
        var others = keys.Previous is { } previous && time.GetUtcNow() < keys.PreviousUntil ? [previous, .. keys.Rotating] : keys.Rotating;
        return others.Count == 0 ? [keys.Signing] : [keys.Signing, .. others];
    }

    private async ValueTask<Keys> CurrentAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SecretValue> values;
        try
        {
            values = await accepted(cancellationToken);
        }
        catch (Exception fault) when (fault is SecretNotFoundException or SecretRefusedException or SecretAuditException)
        {
            // Its source may be away for a while; the key that is known is still the key.
            return _keys ?? throw new VaultException(VaultError.Unavailable, $"Nobody can sign in yet: {fault.Message}", fault);
        }

        return _keys is { } keys && keys.Are(values) ? keys : Take(values);
    }

    private Keys Take(IReadOnlyList<SecretValue> values)
    {
        lock (_changing)
        {
            var text = values[0].Reveal();
            if (_keys is { } keys && keys.Text == text)
                return _keys = keys with { Rotating = OthersOf(values), Values = values };
            var bytes = Encoding.UTF8.GetBytes(text);
            if (bytes.Length < MinimumBytes)
                return Refuse(text, bytes.Length);
            var isByHand = _keys is not null && !IsRotated(_keys, values);
            if (isByHand)
                LogChanged();
            return _keys = new(text, new SymmetricSecurityKey(bytes), isByHand ? _keys?.Signing : null, time.GetUtcNow() + AccessTokens.Lifetime + AccessTokens.ClockSkew)
            {
                Rotating = OthersOf(values),
                Values = values,
            };
        }
    }

    // A rotation says itself for how long the one before is accepted. When it was retired, perhaps since others know it, it is accepted no more.
    private static bool IsRotated(Keys before, IReadOnlyList<SecretValue> values) =>
        before.Values.Skip(1).Any(value => value.Reveal() == values[0].Reveal()) || values.Skip(1).Any(value => value.Reveal() == before.Text);

    private static IReadOnlyList<SecurityKey> OthersOf(IReadOnlyList<SecretValue> values) =>
        [.. values.Skip(1).Select(value => Encoding.UTF8.GetBytes(value.Reveal())).Where(bytes => bytes.Length >= MinimumBytes).Select(bytes => new SymmetricSecurityKey(bytes))];

    // At the start it is an error; one that is put in its place later and is too short changes nothing.
    private Keys Refuse(string text, int length)
    {
        var problem = $"{Name} has {length} bytes, and must have at least {MinimumBytes}; make one with: openssl rand -hex 32";
        if (_keys is null)
            throw new VaultException(VaultError.Invalid, problem);
        if (_refused != text)
            LogRefused(problem);
        _refused = text;
        return _keys;
    }

    private sealed record Keys(string Text, SecurityKey Signing, SecurityKey? Previous, DateTimeOffset PreviousUntil)
    {
        public required IReadOnlyList<SecurityKey> Rotating { get; init; }

        public required IReadOnlyList<SecretValue> Values { get; init; }

        public bool Are(IReadOnlyList<SecretValue> values) =>
            ReferenceEquals(Values, values) || Values.Select(value => value.Reveal()).SequenceEqual(values.Select(value => value.Reveal()), StringComparer.Ordinal);

        public override string ToString() => nameof(Keys);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "JWT_SECRET has changed; tokens that were signed with the one before are accepted until they have run out")]
    private partial void LogChanged();

    [LoggerMessage(Level = LogLevel.Error, Message = "JWT_SECRET was changed to what cannot be used, and the one before goes on: {Problem}")]
    private partial void LogRefused(string problem);
}
