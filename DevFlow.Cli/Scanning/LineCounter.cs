namespace DevFlow.Cli.Scanning;

/// <summary>Counts lines and characters of UTF-8 that come piece by piece.</summary>
internal sealed class LineCounter
{
    public int Line { get; private set; } = 1;

    public int Column { get; private set; } = 1;

    public void Pass(ReadOnlySpan<byte> content)
    {
        var last = content.LastIndexOf((byte)'\n');
        if (last >= 0)
        {
            Line += content[..(last + 1)].Count((byte)'\n');
            Column = 1;
        }

        // Bytes that go on with a character do not begin one.
        foreach (var b in content[(last + 1)..])
        {
            if ((b & 0xC0) != 0x80)
                Column++;
        }
    }
}
