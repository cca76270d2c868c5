using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>
/// Checks what a 1Password Connect server starts with: its <c>1password-credentials.json</c>, as a file or as the value of
/// <c>OP_SESSION</c>. Connect itself says little of a faulty one, and says it late.
/// </summary>
public static class ConnectCredentials
{
    /// <summary>
    /// Looks at the file and at the value, and gives all findings at once, none with a part of the content. What the credentials are
    /// worth only 1Password knows: one that was revoked looks like any other.
    /// </summary>
    /// <param name="file">
    /// The path of the file, as <c>OP_CREDENTIALS_FILE</c> has it. It has to hold JSON, not base64 of it. Null or empty: none.
    /// </param>
    /// <param name="session">
    /// The value of <c>OP_SESSION</c>: the file's content in base64, once. Connect takes a path there too; it is refused here, since it
    /// would be looked for inside the container. Null or empty: none.
    /// </param>
    /// <param name="folder">Where a relative <paramref name="file"/> begins. Default the current directory.</param>
    /// <returns>
    /// Errors with which Connect cannot start (neither is given, the two differ, <c>connect-credentials-*</c>), and a warning when others can
    /// read the file. Empty when nothing is wrong.
    /// </returns>
    public static IReadOnlyList<Finding> Check(string? file, string? session, string? folder = null)
    {
        var findings = new List<Finding>();
        if (string.IsNullOrWhiteSpace(file) && string.IsNullOrWhiteSpace(session))
        {
            findings.Add(new(
                FindingSeverity.Error, "connect-credentials-missing", DevFlowSettingKeys.CredentialsFile, DevFlowSettingKeys.CredentialsFile,
                "1Password Connect has no credentials to start with: neither OP_CREDENTIALS_FILE nor OP_SESSION is set",
                "set OP_CREDENTIALS_FILE to the path of the server's 1password-credentials.json"));
            return findings;
        }

        var one = string.IsNullOrWhiteSpace(file) ? null : CheckFile(new CredentialsFile(file, folder ?? "", findings));
        var other = string.IsNullOrWhiteSpace(session) ? null : CheckSession(session.Trim(), findings);
        if (one is { } left && other is { } right && !JsonElement.DeepEquals(left, right))
        {
            findings.Add(new(
                FindingSeverity.Error, "connect-credentials-conflict", DevFlowSettingKeys.Session, DevFlowSettingKeys.Session,
                "OP_SESSION and the file that OP_CREDENTIALS_FILE names are credentials of two servers, or of two times", "keep one of them"));
        }

        return findings;
    }

    private static JsonElement? CheckFile(CredentialsFile file)
    {
        if (file.Read() is not { } content)
            return null;
        var text = CredentialsText.Read(content);
        if (text is { IsJson: true, Encoded: > 0 })
        {
            file.Refuse(
                "base64", $"names a file that holds the credentials in base64{Times(text.Encoded)}, where Connect takes JSON",
                $"decode it{Times(text.Encoded)}: base64 --decode");
        }

        if (text.Problem is not null)
        {
            file.Refuse(
                text.IsJson ? "incomplete" : "not-json",
                text.IsJson ? $"names a file in which {text.Problem}" : $"names a file that {text.Problem}",
                "put 1password-credentials.json there, as 1Password gave it");
        }

        return text.IsJson ? text.Json : null;
    }

    private static JsonElement? CheckSession(string session, List<Finding> findings)
    {
        const string encode = "set it to the output of: base64 < 1password-credentials.json | tr -d '\\n'";
        var text = CredentialsText.Read(Encoding.UTF8.GetBytes(session));
        if (session.StartsWith('{'))
            Refuse("plain", "is JSON, where Connect takes base64", encode);
        else if (!text.IsJson && IsPath(session))
            Refuse("path", "is a path, which Connect would look for inside its container", "put the path into OP_CREDENTIALS_FILE");
        else if (!text.IsJson)
            Refuse("not-json", "is not base64 of a 1password-credentials.json (nor is a sign-in of the op tool)", encode);
        else if (text.Encoded > 1)
            Refuse("base64", $"is base64{Times(text.Encoded)}, where Connect decodes it once", encode);
        if (text is { IsJson: true, Problem: { } problem })
            Refuse("incomplete", $"stands for credentials of which {problem}", encode);
        return text.IsJson ? text.Json : null;

        void Refuse(string rule, string message, string remedy) => findings.Add(new(
            FindingSeverity.Error, $"connect-credentials-{rule}", DevFlowSettingKeys.Session, DevFlowSettingKeys.Session, $"OP_SESSION {message}", remedy));
    }

    private static bool IsPath(string text) =>
        text.StartsWith('/') || text.StartsWith('~') || text.StartsWith('.') || text.Contains('\\') || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static string Times(int encoded) => encoded == 1 ? "" : encoded == 2 ? " twice over" : " three times over";
}
