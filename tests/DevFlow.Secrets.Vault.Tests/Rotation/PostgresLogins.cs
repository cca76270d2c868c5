using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>Logins of a database that are rotated in tests.</summary>
internal static class PostgresLogins
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Makes one as the engine makes it, and gives its URL.</summary>
    public static async Task<string> AddAsync(TestDatabase database, string key)
    {
        var login = $"l{Guid.NewGuid():N}";
        await database.AsAdminAsync($"CREATE ROLE {login} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD 'first-password-0123456789'; GRANT devflow_app TO {login}");
        var at = new NpgsqlConnectionStringBuilder(database.AdminConnectionString);
        return $"postgresql://{login}:first-password-0123456789@{at.Host}:{at.Port}/{at.Database}?application_name={key}";
    }

    /// <summary>Why a URL does not get in; null when it does.</summary>
    public static async Task<string?> RefusalAsync(string url)
    {
        try
        {
            await using var connection = new NpgsqlConnection(LoginUrl.TryParse(url, out var login, out var problem) ? login.ConnectionString : throw new ArgumentException(problem, nameof(url)));
            await connection.OpenAsync(Cancel);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    /// <summary>The value in force gets in; once its run has ended, the other login of the pair has no password, and nobody is in as it.</summary>
    public static async Task CheckAsync(RotationHouse house, string key, string value)
    {
        Assert.Null(await RefusalAsync(value));
        if (await house.CountAsync($"rotation_runs WHERE secret = '{key}' AND ended_at IS NULL") > 0)
            return;
        Assert.True(LoginUrl.TryParse(value, out var login, out _));
        var first = login.User.Split('_')[0];
        Assert.Equal(1, await house.CountAsync($"rotation_runs r, pg_authid a WHERE r.secret = '{key}' AND a.rolname IN ('{first}', '{first}_b') AND (a.rolcanlogin OR a.rolpassword IS NOT NULL)"));
        Assert.Equal(0, await house.CountAsync($"rotation_runs r, pg_stat_activity a WHERE r.secret = '{key}' AND a.usename IN ('{first}', '{first}_b') AND a.usename <> '{login.User}'"));
    }
}
