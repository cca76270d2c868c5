using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Dashboard.SignIn;

/// <summary>The tokens of links that were printed in the terminal and not used yet. Each opens the dashboard once. Their hashes alone are kept, of the newest few.</summary>
internal sealed class OneTimeTokens
{
    private const int Kept = 10;

    private readonly Lock _gate = new();
    private readonly List<string> _unused = [];

    public void Add(string token)
    {
        lock (_gate)
        {
            _unused.Add(Hash(token));
            if (_unused.Count > Kept)
                _unused.RemoveAt(0);
        }
    }

    /// <returns>Whether it was good; from now on it is not.</returns>
    public bool TryUse(string token)
    {
        lock (_gate)
            return _unused.Remove(Hash(token));
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
