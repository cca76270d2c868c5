namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>The frameworks that can be asked for.</summary>
internal static class Frameworks
{
    private static readonly Framework[] _all =
    [
        new("soc2", "SOC 2",
        [
            new("encryption-at-rest", "Encryption at rest", Probes.SealedSecrets, Probes.InOnePassword),
            new("encryption-in-transit", "Encryption in transit", Probes.DatabaseTransport, Probes.OnePasswordTransport),
            new("audit-logging", "Audit logging of all secret access", Probes.AuditChains, Probes.RecentAccesses),
            new("access-controls", "Access controls", Probes.SignedIn, Probes.Roles, Probes.RowSecurity, Probes.Login),
            new("rotation-policies", "Secret rotation policies", Probes.RotationPolicies),
            new("incident-response", "Incident response: rotation on breach", Probes.BreachResponse, Probes.Incidents, Probes.Alerts),
        ]),
        new("hipaa", "HIPAA",
        [
            new("encryption", "Encryption (AES-256)", Probes.SealedSecrets, Probes.DatabaseTransport, Probes.OnePasswordTransport),
            new("access-logging", "Access logging", Probes.AuditChains, Probes.RecentAccesses),
            new("user-authentication", "User authentication", Probes.SignedIn, Probes.OAuth, Probes.Credentials),
            new("data-retention", "Data retention policies", Probes.Retention),
            new("breach-notification", "Breach notification procedures", Probes.BreachResponse, Probes.Incidents, Probes.Alerts),
        ]),
        new("gdpr", "GDPR",
        [
            new("right-to-deletion", "Right to deletion", Probes.Erased),
            new("data-portability", "Data portability", Probes.Portability),
            new("purpose-limitation", "Purpose limitation", Probes.Declared, Probes.Purpose),
            new("security-by-design", "Security by design", Probes.SealedSecrets, Probes.RowSecurity, Probes.Login, Probes.SignedIn),
        ]),
    ];

    public static string Names => string.Join(", ", _all.Select(framework => framework.Name));

    public static Framework? Find(string name) => Array.Find(_all, framework => framework.Name == name);
}
