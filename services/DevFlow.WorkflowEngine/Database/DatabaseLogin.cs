using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Database;

/// <summary>The application login and where it connects to, as DATABASE_URL says.</summary>
internal sealed class DatabaseLogin
{
    private DatabaseLogin(string host, int port, string database, string user, string password)
    {
        Host = host;
        Port = port;
        Database = database;
        User = user;
        Password = password;
    }

    public string Host { get; }

    public int Port { get; }

    public string Database { get; }

    public string User { get; }

    public string Password { get; }

    /// <exception cref="DatabaseSetupException">The URL is malformed or names no login.</exception>
    public static DatabaseLogin Of(string url)
    {
        if (!DatabaseUrl.TryParse(url, out var parsed, out var problem))
            throw new DatabaseSetupException($"{PlatformDatabase.UrlKey} is malformed: {problem}");
        if (parsed.User is not { Length: > 0 } user || parsed.RevealPassword() is not { Length: > 0 } password)
            throw new DatabaseSetupException($"{PlatformDatabase.UrlKey} must name a login and its password: postgresql://login:password@host:port/database");
        return new(parsed.Host, parsed.Port, parsed.Database, user, password);
    }
}
