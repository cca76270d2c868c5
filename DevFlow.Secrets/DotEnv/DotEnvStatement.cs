namespace DevFlow.Secrets;

/// <summary>One assignment (or what should have been one) as offsets into the file: its shape, without any of its text.</summary>
internal readonly struct DotEnvStatement
{
    /// <summary>Where its line begins.</summary>
    public required int Start { get; init; }

    /// <summary>Where the line after it begins.</summary>
    public required int End { get; init; }

    /// <summary>The number of its first line, from 1.</summary>
    public required int Line { get; init; }

    public required int KeyStart { get; init; }

    /// <summary>Equal to <see cref="KeyStart"/> when there is no key.</summary>
    public required int KeyEnd { get; init; }

    /// <summary>Where the value begins, at its opening quote if it has one.</summary>
    public required int ValueStart { get; init; }

    /// <summary>Where the value ends, behind its closing quote if it has one; of a faulty statement, the end of its first line.</summary>
    public required int ValueEnd { get; init; }

    /// <summary>The quote character; 0 for an unquoted value.</summary>
    public byte Quote { get; init; }

    /// <summary>The first <c>#</c> that stays in an unquoted value; 0 when there is none.</summary>
    public int HashAt { get; init; }

    public DotEnvFault Fault { get; init; }

    /// <summary>Where the fault shows.</summary>
    public int FaultAt { get; init; }

    /// <summary>Of a faulty quoted value, how far its quotes seem to reach: text up to there may be a piece of the value.</summary>
    public int SuspectUntil { get; init; }

    public ReadOnlySpan<byte> Key(ReadOnlySpan<byte> text) => text[KeyStart..KeyEnd];

    /// <summary>The value as written, without its quotes.</summary>
    public ReadOnlySpan<byte> Content(ReadOnlySpan<byte> text) =>
        Quote == 0 ? text[ValueStart..ValueEnd] : text[(ValueStart + 1)..(ValueEnd - 1)];
}
