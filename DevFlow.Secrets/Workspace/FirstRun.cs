using System.Text;

namespace DevFlow.Secrets;

/// <summary>
/// Makes a fresh clone startable without a question: .env from .env.example, and random values for the secrets that nobody has to
/// know. Only in local mode; doing it twice changes nothing. A caller that publishes or tests does not call it.
/// </summary>
public static class FirstRun
{
    private const string Header = "# Written by DevFlow's first run. NEVER commit this file: it contains secrets.\n";

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] _generated =
    [
        KnownKeys.EncryptionKey, KnownKeys.SessionSecret, KnownKeys.JwtSecret,
        "JIRA_WEBHOOK_SECRET", "GITHUB_WEBHOOK_SECRET", "CONFLUENCE_WEBHOOK_SECRET",
    ];

    /// <summary>Prepares a folder, read with the process environment.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="cancellationToken">Gives up; the file is then as it was.</param>
    /// <inheritdoc cref="PrepareAsync(SecretsWorkspace, CancellationToken)"/>
    public static Task<FirstRunResult> PrepareAsync(string root, CancellationToken cancellationToken = default) =>
        PrepareAsync(SecretsWorkspace.Open(new SecretsWorkspaceOptions { Root = root }), cancellationToken);

    /// <summary>
    /// Makes .env when there is none, and generates what no source has: a key that the environment or 1Password holds, or that
    /// 1Password cannot be asked for just now, is left alone, since a new value would stand above or beside the real one.
    /// </summary>
    /// <param name="workspace">The folder, opened; it is read again afterwards.</param>
    /// <param name="cancellationToken">Gives up; the file is then as it was.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static async Task<FirstRunResult> PrepareAsync(SecretsWorkspace workspace, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var path = Path.Combine(workspace.Root, ".env");
        workspace.Reload();
        if (workspace.Mode is not DevFlowMode.Local || IsFaulty(workspace))
            return FirstRunResult.Nothing;

        // Nobody waits for a lock where nothing is to be written.
        if (File.Exists(path) && (await NowhereAsync(workspace, cancellationToken)).Count == 0)
            return FirstRunResult.Nothing;
        using var ours = await DotEnvLock.TakeAsync(workspace.Root, TimeProvider.System, cancellationToken);
        workspace.Reload();
        if (workspace.Mode is not DevFlowMode.Local || IsFaulty(workspace))
            return FirstRunResult.Nothing;

        var created = !File.Exists(path);
        if (await ReadTextAsync(created ? path + ".example" : path, created, cancellationToken) is not { } text)
            return FirstRunResult.Nothing;

        // The example may fill in, or leave empty, what is asked for below.
        if (created)
        {
            await DotEnvEditor.WriteAtomicallyAsync(path, text, cancellationToken);
            workspace.Reload();
            if (workspace.Mode is not DevFlowMode.Local || IsFaulty(workspace))
                return new FirstRunResult(Created: true, []);
        }

        var generated = await NowhereAsync(workspace, cancellationToken);
        if (generated.Count > 0)
        {
            text = generated.Aggregate(text, (before, key) => DotEnvEditor.Set(before, key, RandomSecret.For(key)));
            await DotEnvEditor.WriteAtomicallyAsync(path, text, cancellationToken);
            workspace.Reload();
        }

        return new FirstRunResult(created, generated);
    }

    private static async Task<List<string>> NowhereAsync(SecretsWorkspace workspace, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        foreach (var key in _generated)
        {
            if (await IsNowhereAsync(workspace, key, cancellationToken))
                keys.Add(key);
        }

        return keys;
    }

    private static async Task<bool> IsNowhereAsync(SecretsWorkspace workspace, string key, CancellationToken cancellationToken)
    {
        var explanation = await workspace.Resolver.ExplainAsync(key, cancellationToken: cancellationToken);
        return explanation.Winner is null
            && explanation.Steps.All(s => s.Outcome is SourceOutcome.NotConfigured or SourceOutcome.NotFound);
    }

    // In a file with faults a key may be set and not be read; the verifier names them all, and the next run goes on from there.
    private static bool IsFaulty(SecretsWorkspace workspace) =>
        workspace.Layers.Diagnostics.Any(d => d.Severity is FindingSeverity.Error);

    // A file that is no UTF-8 text is left alone: writing it back would change it. The verifier says what is wrong with it.
    private static async Task<string?> ReadTextAsync(string path, bool optional, CancellationToken cancellationToken)
    {
        try
        {
            return _strictUtf8.GetString(await File.ReadAllBytesAsync(path, cancellationToken));
        }
        catch (FileNotFoundException) when (optional)
        {
            return Header;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
