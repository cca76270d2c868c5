using System.Text;

namespace DevFlow.Hosting.Local;

/// <summary>Reads what a process appends to its output file, line by line, as it comes.</summary>
internal sealed class FileFollower(string path, Action<string, bool> onLine, TimeProvider time)
{
    private const int ShownOfThePast = 64 * 1024;
    private const long TooLong = 10 * 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();

    /// <param name="fromTheEnd">Whether it begins with the last lines of what is there already.</param>
    /// <param name="ended">Once this is cancelled, what is there is read to its end.</param>
    public async Task RunAsync(bool fromTheEnd, CancellationToken ended)
    {
        await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var isWhole = true;
        if (fromTheEnd && file.Length > ShownOfThePast)
        {
            file.Position = file.Length - ShownOfThePast;
            isWhole = false;
        }

        var buffer = new byte[16 * 1024];
        while (true)
        {
            // Asked before reading: what was written before the end is read after it.
            var isLast = ended.IsCancellationRequested;
            int count;
            while ((count = await file.ReadAsync(buffer, CancellationToken.None)) > 0)
                Take(buffer.AsSpan(0, count), ref isWhole);
            if (isLast)
                return;
            if (file.Position > TooLong)
                Empty(file);
            await Task.Delay(Pause, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Only this file is emptied; the log keeps the lines. The process appends, so it goes on at the new beginning.</summary>
    private static void Empty(FileStream file)
    {
        file.SetLength(0);
        file.Position = 0;
    }

    private void Take(ReadOnlySpan<byte> bytes, ref bool isWhole)
    {
        var text = new char[_decoder.GetCharCount(bytes, flush: false)];
        _ = _decoder.GetChars(bytes, text, flush: false);
        foreach (var c in text)
        {
            if (c != '\n')
            {
                _line.Append(c);
                continue;
            }

            if (isWhole)
                onLine(_line.ToString().TrimEnd('\r'), false);
            isWhole = true;
            _line.Clear();
        }
    }
}
