using System.Globalization;

namespace DevFlow.AppHost.Tests;

/// <summary>What a process of this machine has in its memory at one moment: all that it can write to.</summary>
internal sealed class ProcessMemory
{
    private const int Chunk = 16 * 1024 * 1024;

    private readonly List<byte[]> _parts = [];

    private ProcessMemory()
    {
    }

    public static ProcessMemory Of(int process)
    {
        var memory = new ProcessMemory();
        using var file = Open(process);
        foreach (var (start, end) in Writable(process))
        {
            for (var at = start; at < end; at += Chunk)
                memory.Take(file, at, (int)Math.Min(Chunk, end - at));
        }

        return memory;
    }

    public bool Holds(ReadOnlySpan<byte> what)
    {
        foreach (var part in _parts)
        {
            if (part.AsSpan().IndexOf(what) >= 0)
                return true;
        }

        return false;
    }

    private static FileStream Open(int process)
    {
        try
        {
            return new($"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (UnauthorizedAccessException)
        {
            Assert.Skip("This account may not read the memory of a process that it started (kernel.yama.ptrace_scope).");
            throw;
        }
    }

    private static IEnumerable<(long Start, long End)> Writable(int process) => File.ReadLines($"/proc/{process}/maps")
        .Select(line => line.Split(' '))
        .Where(words => words[1].StartsWith("rw", StringComparison.Ordinal))
        .Select(words => words[0].Split('-'))
        .Select(range => (long.Parse(range[0], NumberStyles.HexNumber), long.Parse(range[1], NumberStyles.HexNumber)));

    private void Take(FileStream file, long at, int length)
    {
        var part = new byte[length];
        try
        {
            file.Position = at;
            var read = file.ReadAtLeast(part, length, throwOnEndOfStream: false);
            // A page that was never touched is nothing but zeros.
            if (part.AsSpan(0, read).IndexOfAnyExcept((byte)0) >= 0)
                _parts.Add(part[..read]);
        }
        catch (IOException)
        {
            // Given back to the system meanwhile.
        }
    }
}
