using System.Text;

namespace DevFlow.Secrets;

/// <summary>The file .env of a folder, the lowest of the layers.</summary>
/// <param name="root">The folder.</param>
/// <param name="environment">Reads an environment variable for <c>${NAME}</c>.</param>
/// <param name="time">The clock.</param>
internal sealed class DotEnvStore(string root, Func<string, string?> environment, TimeProvider time) : IReplacingStore
{
    private const string FileName = ".env";
    private const int MaxAttempts = 10;

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _path = Path.Combine(root, FileName);

    public string Name => SecretSourceNames.DotEnv;

    /// <summary>Is called when a new content is about to take the old one's place; for tests of what others do at that moment.</summary>
    internal Action Replacing { get; init; } = () => { };

    public string PlaceOf(string key) => FileName;

    public string UnitOf(string key) => FileName;

    public SecretStoreException? FindProblem(string key, SecretValue value)
    {
        try
        {
            DotEnvEditor.Set(text: "", key, value.Reveal());
            return null;
        }
        catch (ArgumentException e)
        {
            return Unwritable(ClauseOf(e), remedy: null);
        }
    }

    public Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Load().Entries.Where(entry => !entry.IsEmpty).Select(entry => entry.Key)]);

    public Task<IReadOnlyDictionary<string, SourceAnswer>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var document = Load();
        return Task.FromResult<IReadOnlyDictionary<string, SourceAnswer>>(keys.ToDictionary(key => key, key => AnswerOf(document, key)));
    }

    public Task WriteAsync(IReadOnlyDictionary<string, SecretValue> values, CancellationToken cancellationToken) => ChangeAsync(
        text => values.Aggregate(text, (before, pair) => Set(before, pair.Key, pair.Value.Reveal())), cancellationToken);

    public async Task<bool> TryReplaceAsync(string key, SecretValue known, SecretValue value, CancellationToken cancellationToken)
    {
        var stands = false;
        await ChangeAsync(
            text =>
            {
                var there = DotEnvParser.Parse(Encoding.UTF8.GetBytes(text), FileName, environment).TryGet(key, out var entry) ? entry.Reveal() : null;
                stands = there == value.Reveal() || there == known.Reveal();
                return stands && there != value.Reveal() ? Set(text, key, value.Reveal()) : text;
            },
            cancellationToken);
        return stands;
    }

    public Task RemoveAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        ChangeAsync(text => Unset(text, keys), cancellationToken);

    private DotEnvDocument Load() => DotEnvFile.Load(_path, FileName, environment, inContainer: true);

    private SourceAnswer AnswerOf(DotEnvDocument document, string key)
    {
        if (document.TryGet(key, out var entry) && !entry.IsEmpty)
            return SourceAnswer.Found(new SecretValue(entry.Reveal(), Name, time.GetUtcNow()), $"{FileName}:{entry.Line}");

        // A fault of the whole file leaves no entry at all.
        var fault = document.Diagnostics.FirstOrDefault(fault => fault.Severity is FindingSeverity.Error
            && (fault.Key == key || (fault.Key is null && document.Entries.Count == 0)));
        if (fault is not null)
        {
            return SourceAnswer.Missed(
                SourceOutcome.Unavailable, $"{FileName}:{fault.Line} is faulty: {fault.Message}", $"mend {FileName}:{fault.Line}");
        }

        return SourceAnswer.Missed(
            SourceOutcome.NotFound,
            entry is not null ? $"{FileName}:{entry.Line} sets it to nothing"
            : document.Exists ? $"{FileName} does not set it"
            : $"there is no {FileName}");
    }

    private async Task ChangeAsync(Func<string, string> edit, CancellationToken cancellationToken)
    {
        try
        {
            using var ours = await LockAsync(cancellationToken);
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                var before = await ReadAsync(cancellationToken);
                var text = Decode(before ?? []);
                var edited = edit(text);
                if (edited == text)
                    return;

                // An editor that saved meanwhile knows nothing of our lock: its change is taken in, not written over.
                if (await DotEnvAtomicWrite.TryWriteAsync(
                    _path, Encoding.UTF8.GetBytes(edited), async token => await IsStillAsync(before, token), cancellationToken))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(e);
        }

        throw new SecretStoreException(
            SourceOutcome.Unavailable, $"{FileName} was changed by somebody else {MaxAttempts} times while it was to be written",
            "see who writes it, then try again");
    }

    private async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await DotEnvLock.TakeAsync(root, time, cancellationToken);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SecretStoreException(
                SourceOutcome.Denied, $"{FileName} cannot be written: {e.Message}", "give it to the user that runs this, or remove it while nothing runs");
        }
    }

    private async Task<bool> IsStillAsync(byte[]? before, CancellationToken cancellationToken)
    {
        Replacing();
        var now = await ReadAsync(cancellationToken);
        return before is null ? now is null : now is not null && before.AsSpan().SequenceEqual(now);
    }

    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(_path, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string Decode(byte[] content)
    {
        try
        {
            return _strictUtf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw Unwritable($"{FileName} has bytes that are not UTF-8, and writing it back would change them", "save the file as UTF-8");
        }
    }

    private static string Set(string text, string key, string value)
    {
        try
        {
            return DotEnvEditor.Set(text, key, value);
        }
        catch (ArgumentException e)
        {
            throw Unwritable($"{key} cannot be written to {FileName}: {ClauseOf(e)}", remedy: null);
        }
        catch (InvalidOperationException e)
        {
            throw Unwritable(ClauseOf(e), "'devflow verify' says where");
        }
    }

    private string Unset(string text, IReadOnlyCollection<string> keys)
    {
        var edited = keys.Aggregate(text, Unset);

        // Whoever uses a key of the file is to have it from there, whatever the environment of this process has.
        DotEnvDocument Read(string content) => DotEnvParser.Parse(
            Encoding.UTF8.GetBytes(content), FileName, name => keys.Contains(name) ? null : environment(name));
        var left = Read(edited);
        var users = Read(text).Entries.Where(entry => !keys.Contains(entry.Key)
            && !(left.TryGet(entry.Key, out var same) && same.Reveal() == entry.Reveal())).ToList();
        if (users.Count == 0)
            return edited;
        var used = keys.Where(key => text.Contains($"${{{key}", StringComparison.Ordinal)).Select(key => $"${{{key}}}");
        throw Unwritable(
            $"{string.Join(", ", users.Select(entry => $"{entry.Key} ({FileName}:{entry.Line})"))} would lose {string.Join(" and ", used)}, and nothing is removed",
            "write there what is meant, or take it out first");
    }

    private static string Unset(string text, string key)
    {
        try
        {
            return DotEnvEditor.Unset(text, key);
        }
        catch (InvalidOperationException e)
        {
            throw Unwritable(ClauseOf(e), "'devflow verify' says where");
        }
    }

    // The parameter's name, which some messages end with, is nothing to people.
    private static string ClauseOf(Exception fault)
    {
        var text = fault.Message.Split(" (Parameter")[0].TrimEnd('.');
        return char.ToLowerInvariant(text[0]) + text[1..];
    }

    private static SecretStoreException Unwritable(string detail, string? remedy) => new(SourceOutcome.NotConfigured, detail, remedy);

    // What the system says names the file beside it that was to become the new one, which is gone by now.
    private static SecretStoreException NotWritten(Exception fault) => fault switch
    {
        UnauthorizedAccessException => new(
            SourceOutcome.Denied, $"{FileName} cannot be written: there is no permission to", "give it to the user that runs this"),
        IOException { HResult: NoSpaceLeft or NoSpaceLeftOnWindows } => new(
            SourceOutcome.Unavailable, $"{FileName} cannot be written: the disk is full; the file is what it was", "make room, then try again"),
        _ => new(SourceOutcome.Unavailable, $"{FileName} cannot be written: {fault.Message.Split(" : '")[0].TrimEnd('.')}; the file is what it was"),
    };

    private const int NoSpaceLeft = 28;
    private const int NoSpaceLeftOnWindows = unchecked((int)0x80070070);
}
