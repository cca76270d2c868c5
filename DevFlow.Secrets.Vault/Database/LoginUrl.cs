using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>A PostgreSQL URL that names a login and its password.</summary>
internal sealed class LoginUrl
{
    private readonly string _text;
    private readonly DatabaseUrl _url;

    private LoginUrl(string text, DatabaseUrl url) => (_text, _url) = (text, url);

    public string User => _url.User!;

    /// <summary>Where it leads, without the login.</summary>
    public string Place => $"{_url.Database} at {_url.Host}:{_url.Port}";

    /// <summary>For one connection that is in no pool.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = _url.Host,
        Port = _url.Port,
        Database = _url.Database,
        Username = _url.User,
        Password = _url.RevealPassword(),
        Pooling = false,
        Timeout = 5,
        ApplicationName = "devflow-rotation",
    }.ConnectionString;

    public static bool TryParse(string text, [NotNullWhen(true)] out LoginUrl? login, [NotNullWhen(false)] out string? problem)
    {
        login = null;
        if (!DatabaseUrl.TryParse(text, out var url, out problem))
            return false;
        if (url.User is null || !url.HasPassword)
        {
            problem = "it names no login or no password; write postgresql://login:password@host:port/database";
            return false;
        }

        login = new(text, url);
        return true;
    }

    /// <summary>The URL with another login, and for the rest as it was written.</summary>
    public string With(string user, string password)
    {
        var start = _text.IndexOf("://", StringComparison.Ordinal) + 3;
        return $"{_text[..start]}{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}{_text[_text.IndexOf('@', start)..]}";
    }
}
