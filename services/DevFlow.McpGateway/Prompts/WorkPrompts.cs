using System.ComponentModel;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Prompts;

/// <summary>Work that comes up again and again, as a person would ask an agent for it.</summary>
[McpServerPromptType]
internal sealed class WorkPrompts
{
    [McpServerPrompt(Name = "onboard_service", Title = "Onboard a service")]
    [Description("What a new service needs of the platform's secrets, and what is missing.")]
    public static string Onboard([Description("The name of the service, such as billing.")] string service) => $"""
        The service "{service}" is to run on this platform. Find out what it needs of the platform's secrets:
        1. Read devflow://docs/secrets.md, above all how a service asks for a secret and how the catalog declares who uses one.
        2. Call list_secrets and name those that the service is likely to need; say of each why, and whether the catalog lists the service under used_by.
        3. Call verify_secrets and say what is missing for it, with explain_secret for where a person can set it.
        4. Write the lines for config/secrets.yaml that declare its use. Do not make up values, and do not ask for any: nobody needs to see one.
        """;

    [McpServerPrompt(Name = "investigate_access", Title = "Investigate an access")]
    [Description("Who accessed a secret, and whether that is as it should be.")]
    public static string Investigate(
        [Description("The secret, such as AOSENTRY_API_KEY.")] string secret, [Description("Since when, as ISO 8601; a week when nothing is said.")] string? since = null) => $"""
        Find out who accessed {secret} since {since ?? "a week ago"}, and whether that is as it should be:
        1. Call who_uses: who declares it, who was seen to read it, who reads it undeclared.
        2. Call audit_search with this key, page by page; then with the outcomes denied and error.
        3. Tell what is usual (a service that declares it) from what is not: somebody new, an hour at which nobody works, many denials, a service that does not declare it.
        4. Write a timeline with times in UTC, name the principals as the audit does, and say what cannot be told from the audit. Propose what to do; do nothing yourself.
        """;

    [McpServerPrompt(Name = "rotate_safely", Title = "Rotate a secret safely")]
    [Description("Replaces a secret without breaking who uses it.")]
    public static string Rotate([Description("The secret, such as GITHUB_WEBHOOK_SECRET.")] string secret) => $"""
        Rotate {secret} so that nothing breaks:
        1. Call explain_secret: where it lives. Call who_uses: who depends on it, and who read it lately.
        2. Say in two sentences what could break, and for how long both values will be accepted.
        3. Call rotate_secret. A person is shown the plan and decides; if the answer is no, stop there and do not call again.
        4. When the run is in its overlap, call audit_search for errors of those who use it since it began, and say whether all is well. If it is not, tell the person to take the run back: POST /api/v1/rotations/runs/<id>/roll-back
        """;

    [McpServerPrompt(Name = "prepare_breach", Title = "Prepare for a breach")]
    [Description("What would have to be done if a secret, a service or a person were compromised.")]
    public static string Prepare([Description("What may have leaked, such as 'the laptop of anna' or JWT_SECRET.")] string what) => $"""
        Suppose that this was compromised: {what}. Prepare what a person will have to decide; declare nothing and rotate nothing:
        1. Read devflow://docs/incident-drill.md and devflow://docs/security.md.
        2. Call list_secrets and who_uses to find what is affected, directly and by way of what depends on it.
        3. Call audit_search for the last accesses to what is affected, and say what was read, by whom and when.
        4. Write the plan in order: what is rotated and what breaks meanwhile, what is revoked, who has to be told and by when, what evidence to keep. Give the command of each step (devflow breach declare, devflow rotate, devflow lease revoke, devflow share revoke).
        """;
}
