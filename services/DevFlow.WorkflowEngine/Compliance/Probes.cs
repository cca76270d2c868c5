using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>What is asked for the controls. Each says what is lacking, as plainly as what is there.</summary>
internal static class Probes
{
    public static readonly IProbe SealedSecrets = new SqlProbe(
        "Every secret in the database is sealed with AES-256-GCM under a data key of its own, and each data key is wrapped by a key that is in use",
        """
        SELECT count(*) AS data_keys, coalesce(string_agg(DISTINCT k.id, ' '), 'none') AS wrapped_by, count(*) FILTER (WHERE k.id IS NULL OR k.state = 'retired') AS under_no_key_in_use,
            count(*) FILTER (WHERE k.id IS NULL OR k.state = 'retired') = 0 AS holds
        FROM devflow.data_keys d LEFT JOIN devflow.key_encryption_keys k ON k.id = d.key_id
        """,
        "Data keys stand under a key that is retired or unknown: set SECRET_ENCRYPTION_KEY_PREVIOUS to it and wrap them anew (POST /api/v1/vault/rewrap).")
    { IsEngines = true };

    public static readonly IProbe InOnePassword = new StateProbe(
        "The platform's secrets are in 1Password, which encrypts them at rest",
        "GET /api/v1/secrets: of the secrets that are found, those whose source is 1password",
        context =>
        {
            var (there, all) = OnePassword(context);
            return ($"{there} of {all} secrets come from 1Password", all > 0 && there == all);
        },
        "What is not in 1Password stands in a file or an environment of this machine, whose disk this platform knows nothing of: `devflow migrate --from env --to 1password`.");

    public static readonly IProbe DatabaseTransport = new SqlProbe(
        "The connection to PostgreSQL is encrypted, or does not leave the machine",
        """
        SELECT s.ssl AS tls, coalesce(s.version, 'none') AS version, coalesce(host(inet_server_addr()), 'a socket') AS server,
            s.ssl OR coalesce(inet_server_addr() <<= inet '127.0.0.0/8' OR inet_server_addr() = inet '::1', true) AS holds
        FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()
        """,
        "PostgreSQL is reached over a network in the clear: turn on ssl at the server.");

    public static readonly IProbe OnePasswordTransport = new StateProbe(
        "1Password Connect and the hosted API are reached over HTTPS, or do not leave the machine",
        "the schemes and hosts of OP_CONNECT_URL and DEVFLOW_API_URL",
        context =>
        {
            string[] open = [.. new[] { DevFlowSettingKeys.ConnectUrl, DevFlowSettingKeys.ConnectHost, DevFlowSettingKeys.ApiUrl }.Where(key => (context.Settings.Get(key) ?? "").Split(',').Any(IsOpen))];
            return (open.Length == 0 ? "none in the clear" : $"in the clear: {string.Join(", ", open)}", open.Length == 0);
        },
        "Put TLS before it, or a network that nobody else is on, and write https:// in the setting.");

    public static readonly IProbe AuditChains = new SqlProbe(
        "Every access is in an audit whose records cannot be changed, moved or taken away unseen",
        """
        SELECT count(*) AS chains, count(*) FILTER (WHERE state = 'broken') AS broken, count(*) FILTER (WHERE proof IS DISTINCT FROM 'keyed') AS without_a_keyed_proof, sum(seq) AS records,
            count(*) > 0 AND count(*) FILTER (WHERE state = 'broken' OR proof IS DISTINCT FROM 'keyed') = 0 AS holds
        FROM devflow.audit_chains WHERE state <> 'replaced'
        """,
        "GET /api/v1/audit/chains says which chain is broken or has no key; `devflow audit verify` says where. Without SECRET_ENCRYPTION_KEY a chain has no key.");

    public static readonly IProbe RecentAccesses = new SqlProbe(
        "Accesses of the last 30 days are on record",
        """
        SELECT coalesce(sum(count), 0) AS accesses, count(DISTINCT service) AS services, count(DISTINCT user_name) AS callers, coalesce(sum(count) FILTER (WHERE outcome = 'denied'), 0) AS denied,
            coalesce(sum(count), 0) > 0 AS holds
        FROM devflow.audit_records WHERE time >= @since AND kind IN ('access', 'reads', 'gap')
        """,
        "No access is on record: look at /health and the log of the Workflow Engine for why the audit does not arrive.");

    public static readonly IProbe RowSecurity = new SqlProbe(
        "The database itself decides which rows who sees, on every table, also for the owner of the tables",
        """
        SELECT count(*) AS tables, count(*) FILTER (WHERE NOT (relrowsecurity AND relforcerowsecurity)) AS without_row_security,
            count(*) FILTER (WHERE NOT (relrowsecurity AND relforcerowsecurity)) = 0 AS holds
        FROM pg_class WHERE relnamespace = 'devflow'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'schema_version'
        """,
        "A table of the schema devflow has no forced row-level security: it was not made by DevFlow; remove it, or ALTER TABLE … FORCE ROW LEVEL SECURITY.");

    public static readonly IProbe Login = new SqlProbe(
        "The platform's login at the database is no superuser, bypasses no policy and owns nothing",
        """
        SELECT r.rolsuper AS superuser, r.rolbypassrls AS bypasses_policies, (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid AND c.relpersistence <> 't') AS owns,
            NOT r.rolsuper AND NOT r.rolbypassrls AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relpersistence <> 't') AS holds
        FROM pg_roles r WHERE r.rolname = current_user
        """,
        "DATABASE_URL names a login that can do more than it should: name another one, which the engine makes at its next start.");

    public static readonly IProbe Roles = new SqlProbe(
        "People have roles, and somebody administers",
        """
        SELECT count(*) FILTER (WHERE role = 'admin') AS administrators, count(*) FILTER (WHERE role = 'member') AS members, count(*) FILTER (WHERE role = 'admin') > 0 AS holds
        FROM devflow.users WHERE erased_at IS NULL
        """,
        "Nobody administers: the link that the app host prints, or `issue-api-key` beside the engine, makes the first administrator.");

    public static readonly IProbe SignedIn = new StateProbe(
        "Nobody is let in without a credential, but where one signs in, is asked for health, or proves himself otherwise",
        "SKIP_AUTH, and the operations that ask for no token",
        context => context.Settings.GetBool(DevFlowSettingKeys.SkipAuth, fallback: false) ? ("SKIP_AUTH is true", false) : ($"SKIP_AUTH is not set; open to everybody: {string.Join(", ", context.Open)}", true),
        "Take SKIP_AUTH out of .env.");

    public static readonly IProbe Credentials = new SqlProbe(
        "Keys of people are kept as hashes, and end",
        """
        SELECT count(*) AS keys_in_force, count(*) FILTER (WHERE expires_at IS NULL) AS without_an_end, count(*) FILTER (WHERE expires_at IS NULL) = 0 AS holds
        FROM devflow.api_keys WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @now)
        """,
        "Keys without an end are for ever: revoke them, and issue new ones with an end.");

    public static readonly IProbe OAuth = new StateProbe(
        "People sign in with an identity provider (OAuth)",
        "whether the client id and secret of a provider are found: GITHUB_CLIENT_ID, ATLASSIAN_CLIENT_ID and their secrets",
        context =>
        {
            string[] there = [.. new[] { "GITHUB", "ATLASSIAN" }.Where(name => Found(context, $"{name}_CLIENT_ID") && Found(context, $"{name}_CLIENT_SECRET"))];
            return (there.Length == 0 ? "no provider is configured" : $"configured: {string.Join(", ", there)}", there.Length > 0);
        },
        "People sign in by a one-time link or an API key alone: register an OAuth application and set its client id and secret.");

    public static readonly IProbe RotationPolicies = new StateProbe(
        "Every secret has a time after which it is replaced",
        "config/secrets.yaml: secret entries with rotate:",
        context =>
        {
            var entries = context.Workspace.Catalog.Entries.Where(entry => entry.IsSecret).ToList();
            var without = entries.Where(entry => entry.RotateEvery is null).Select(entry => entry.Key).ToList();
            return ($"{entries.Count - without.Count} of {entries.Count} secrets have one{(without.Count == 0 ? "" : $"; without: {string.Join(", ", without)}")}", without.Count == 0);
        },
        "Write rotate: (such as 90d) at each of them in config/secrets.yaml.");

    public static readonly IProbe Alerts = new SqlProbe(
        "What looks like an attack raises an alert",
        """
        SELECT count(*) AS alerts, count(DISTINCT subject) AS about, max(at) AS newest, NULL::boolean AS holds FROM devflow.alerts WHERE at >= @since
        """,
        "");

    public static readonly IProbe BreachResponse = new StateProbe(
        "A breach is declared, and what it reached is replaced and recorded as an incident",
        "POST /api/v1/incidents",
        context => context.Operations.Contains("DeclareIncident") ? ("this engine has the operation", true) : ("this engine keeps no incidents", false),
        "Rotate what was reachable one by one (`devflow deps --service`, `devflow rotate`), and keep the timeline yourself.");

    public static readonly IProbe Incidents = new SqlProbe(
        "Breaches that were declared are answered to their end: none is open for more than three days",
        """
        SELECT count(*) AS declared, count(*) FILTER (WHERE declared_at >= @since) AS in_the_last_30_days, count(*) FILTER (WHERE closed_at IS NULL) AS open,
            (SELECT count(*) FROM devflow.incident_actions a WHERE a.state = 'person') AS actions_left_to_people,
            round(extract(epoch FROM max(closed_at - declared_at)) / 3600, 1) AS longest_until_closed_in_hours,
            CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE closed_at IS NULL AND declared_at < @now::timestamptz - interval '3 days') = 0 END AS holds
        FROM devflow.incidents
        """,
        "`devflow breach list --open` says which, and `devflow breach report ID` what is left to do; say what was done with `devflow breach done`.");

    public static readonly IProbe Retention = new SqlProbe(
        "Records are kept as long as was decided, and no longer",
        """
        SELECT @auditDays::int AS audit_days, @vaultDays::int AS days_of_what_is_deleted, min(time) AS oldest_record,
            coalesce(min(time) >= date_trunc('month', @now::timestamptz - make_interval(days => @auditDays)) - interval '1 day', true) AS holds
        FROM devflow.audit_records
        """,
        "Records are older than AUDIT_RETENTION_DAYS: the log of the Workflow Engine says why months are not dropped.");

    public static readonly IProbe Erased = new SqlProbe(
        "Of whoever was erased no secret can be opened any more",
        """
        SELECT (SELECT count(*) FROM devflow.users WHERE erased_at IS NOT NULL) AS people_erased,
            count(d.id) AS data_keys_left, count(d.id) = 0 AS holds
        FROM devflow.users u JOIN devflow.data_keys d ON d.owner = 'user:' || u.id WHERE u.erased_at IS NOT NULL
        """,
        "Data keys of people who were erased are there: erase them again (DELETE /api/v1/users/ID).")
    { IsEngines = true };

    public static readonly IProbe Portability = new StateProbe(
        "A person can take away all that there is of them, in a form that machines read",
        "GET /api/v1/me/export",
        context => context.Operations.Contains("ExportMyData") ? ("this engine has the operation", true) : ("this engine does not have it", false),
        "Ask the hosted engine, which has the database.");

    // The app host hands settings on, and the command line is whoever sits before it: neither is a service.
    public static readonly IProbe Purpose = new SqlProbe(
        "Secrets are read by the services that they are for, and by no others",
        """
        SELECT count(*) AS pairs_of_secret_and_service_seen, string_agg(service || ' reads ' || key, ', ') FILTER (WHERE key || '/' || service <> ALL (@declared)) AS not_declared,
            count(*) FILTER (WHERE key || '/' || service <> ALL (@declared)) = 0 AS holds
        FROM devflow.secret_reads WHERE tier = 'system' AND service NOT IN ('apphost', 'devflow-cli')
        """,
        "Declare in used_by: of config/secrets.yaml what is rightly read, and take the secret from who should not have it: `devflow deps`.");

    public static readonly IProbe Declared = new StateProbe(
        "For each secret it is declared which services use it",
        "config/secrets.yaml: secret entries with used_by:",
        context =>
        {
            var without = context.Workspace.Catalog.Entries.Where(entry => entry is { IsSecret: true, UsedBy.Count: 0 }).Select(entry => entry.Key).ToList();
            return (without.Count == 0 ? "declared for all" : $"not declared for {string.Join(", ", without)}", without.Count == 0);
        },
        "Write used_by: at each of them in config/secrets.yaml.");

    /// <summary>How many of the secrets that are found are in 1Password.</summary>
    public static (int There, int All) OnePassword(ProbeContext context)
    {
        var found = context.Secrets.Secrets.Where(row => row is { Secret: true, State: "found" }).ToList();
        return (found.Count(row => row.Source == SecretSourceNames.OnePassword), found.Count);
    }

    private static bool IsOpen(string address) => Uri.TryCreate(address.Trim(), UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: false };

    private static bool Found(ProbeContext context, string key) => context.Secrets.Secrets.Any(row => row.Key == key && row.State == "found");
}
