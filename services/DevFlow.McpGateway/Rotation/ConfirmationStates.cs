using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;

namespace DevFlow.McpGateway.Rotation;

/// <summary>
/// What a client hands back with the answer to a question that it was given to ask. It is sealed, counts for the same caller and the same plan, for a few
/// minutes, and once: an answer to one question is none to another, and none twice. The key ends with the process; then the question is asked anew.
/// </summary>
internal sealed class ConfirmationStates(TimeProvider time) : IDisposable
{
    private const int MostRemembered = 10_000;

    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _seal = new EphemeralDataProtectionProvider().CreateProtector("DevFlow.McpGateway.Rotation");
    private readonly MemoryCache _taken = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    public string Give(string caller, string plan) =>
        _seal.Protect(string.Join('\n', $"{time.GetUtcNow().ToUnixTimeSeconds()}", RandomNumberGenerator.GetHexString(32), caller, plan));

    /// <returns>Whether it was given for this caller and this plan, lately, and not taken before.</returns>
    public bool Take(string? state, string caller, string plan)
    {
        if (Open(state)?.Split('\n', 4) is not [var given, var id, var to, var what] || to != caller || what != plan)
            return false;
        var now = time.GetUtcNow();
        if (now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(given)) > _lifetime)
            return false;
        lock (_taken)
        {
            if (_taken.TryGetValue(id, out _) || _taken.Count >= MostRemembered)
                return false;
            _taken.Set(id, value: true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = _lifetime });
            return true;
        }
    }

    public void Dispose() => _taken.Dispose();

    private string? Open(string? state)
    {
        try
        {
            return state is null ? null : _seal.Unprotect(state);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
