using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace DevFlow.Secrets;

/// <summary>
/// A PostgreSQL URL in parts: <c>postgresql://user:password@host:port/database?parameter=value</c>. Everything that prints it
/// masks the password.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class DatabaseUrl
{
    /// <summary>The port that a URL without one means.</summary>
    public const int DefaultPort = 5432;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _password;

    internal DatabaseUrl(
        string? user, string? password, string host, int port, string database, IReadOnlyDictionary<string, string> parameters)
    {
        User = user;
        _password = password;
        Host = host;
        Port = port;
        Database = database;
        Parameters = parameters;
    }

    /// <summary>The login, decoded; null when the URL names none.</summary>
    public string? User { get; }

    /// <summary>Whether the URL has a password.</summary>
    public bool HasPassword => _password is not null;

    /// <summary>The host; an IPv6 address without its brackets.</summary>
    public string Host { get; }

    /// <summary>The port; <see cref="DefaultPort"/> when the URL names none.</summary>
    public int Port { get; }

    /// <summary>The database, decoded.</summary>
    public string Database { get; }

    /// <summary>The parameters, decoded, such as <c>sslmode</c>. One may be a passphrase, so they are left out of JSON.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>Hands out the password, decoded; null when there is none.</summary>
    public string? RevealPassword() => _password;

    /// <summary>Reads a URL, or says what is wrong with it without a character of the password.</summary>
    /// <param name="text">The URL.</param>
    /// <param name="url">The URL in parts.</param>
    /// <param name="problem">What is wrong and what to write instead.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out DatabaseUrl? url,
        [NotNullWhen(false)] out string? problem)
    {
        (url, problem) = DatabaseUrlParser.Read(text);
        return url is not null;
    }

    /// <summary>
    /// The URL with its password masked. The values of its parameters are masked too, but for <c>sslmode</c>: one may be a key's
    /// passphrase.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder("postgresql://");
        if (User is not null)
            text.Append(Uri.EscapeDataString(User)).Append(HasPassword ? ":" + SecretValue.Mask : "").Append('@');
        text.Append(Host.Contains(':') ? $"[{Host}]" : Host).Append(':').Append(Port).Append('/').Append(Uri.EscapeDataString(Database));
        var separator = '?';
        foreach (var (name, value) in Parameters)
        {
            var shown = name == "sslmode" ? Uri.EscapeDataString(value) : SecretValue.Mask;
            text.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(shown);
            separator = '&';
        }

        return text.ToString();
    }
}
