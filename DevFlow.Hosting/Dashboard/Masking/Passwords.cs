using System.Data.Common;

namespace DevFlow.Hosting.Dashboard;

/// <summary>Passwords inside URLs (<c>scheme://user:password@host</c>) and connection strings (<c>Password=…;</c>).</summary>
internal static class Passwords
{
    /// <summary>As they are written and as they are meant.</summary>
    public static IEnumerable<string> In(string text)
    {
        if (UserInfo(text) is { } login)
        {
            // A user without a password is often a token.
            var secret = login[(login.IndexOf(':', StringComparison.Ordinal) + 1)..];
            yield return secret;
            yield return Uri.UnescapeDataString(secret);
        }

        foreach (var password in OfConnectionString(text))
            yield return password;
    }

    /// <summary>The text with stars in the place of who logs in to a URL.</summary>
    public static string Hide(string text) => UserInfo(text) is { } login ? text.Replace($"://{login}@", $"://{SecretMask.Stars}@", StringComparison.Ordinal) : text;

    /// <summary>What stands before the @ of a URL; null when there is none.</summary>
    public static string? UserInfo(string text)
    {
        if (text.IndexOf("://", StringComparison.Ordinal) is not (>= 0 and var scheme))
            return null;
        var rest = text[(scheme + 3)..];
        // Strictly it ends at the first slash; a stray slash in a password must not bring it to light.
        return rest.LastIndexOf('@') is > 0 and var at && !rest[..at].Any(char.IsWhiteSpace) ? rest[..at] : null;
    }

    private static IEnumerable<string> OfConnectionString(string text)
    {
        if (!text.Contains('='))
            return [];
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            return [.. parts.Keys.Cast<string>().Where(SecretNames.Contains).Select(key => $"{parts[key]}").Where(value => value.Length > 0)];
        }
        catch (ArgumentException)
        {
            // No connection string.
            return [];
        }
    }
}
