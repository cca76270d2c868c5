namespace DevFlow.AppHost;

/// <summary>
/// The port and the database that DATABASE_URL names, and the application login that it carries. Where its value is not to be had yet, as on
/// premises, where 1Password is started first: a free port and a login of the app host's own.
/// </summary>
internal sealed record DatabaseSettings(int? Port = null, string Name = "devflow", string Login = "devflow", Func<string>? Password = null)
{
    /// <summary>DATABASE_URL with the address of the server that was started: this is what services are handed.</summary>
    public ReferenceExpression LoginUrl(IDistributedApplicationBuilder builder, PostgresServerResource server)
    {
        var login = builder.AddParameter("database-login", () => Login);
        var password = Password is { } known
            ? builder.AddParameter("database-password", known, secret: true)
            : builder.AddParameter("database-password", Platform.Password, secret: true, persist: true);
        return ReferenceExpression.Create($"postgresql://{login:uri}:{password:uri}@{server.Host}:{server.Port}/{Uri.EscapeDataString(Name)}");
    }
}
