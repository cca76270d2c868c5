using System.ComponentModel;

namespace DevFlow.McpGateway.Secrets;

/// <summary>What is not as it should be with the secrets of the platform.</summary>
internal sealed record SecretCheck(
    [property: Description("Whether everything that this mode needs is there.")] bool Passed,
    string Mode,
    [property: Description("How many secrets were looked at.")] int Checked,
    IReadOnlyList<SecretProblem> Problems)
{
    private const string Found = "found";
    private const string Missing = "missing";

    public static SecretCheck Of(SecretList list)
    {
        // What is not needed may be missing; a placeholder, or a source that does not answer, is worth a word all the same.
        List<SecretProblem> problems = [.. from secret in list.Secrets
                                           where secret.State is not Found && (secret.Required || secret.State is not Missing)
                                           orderby secret.Required descending
                                           select new SecretProblem(secret.Key, secret.Required ? "error" : "warning", secret.State, secret.Detail)];
        return new(!list.Secrets.Any(secret => secret.Required && secret.State is not Found), list.Mode, list.Secrets.Count, problems);
    }
}
