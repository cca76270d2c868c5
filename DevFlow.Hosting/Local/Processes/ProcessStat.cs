namespace DevFlow.Hosting.Local;

/// <summary>A process as <c>/proc/PID/stat</c> has it; Linux only.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The program's name, cut to 15 characters.</param>
/// <param name="State">One letter; Z is a process that has ended and whose exit code nobody has asked for yet.</param>
/// <param name="Parent">Its parent's id.</param>
/// <param name="Group">The id of its group's leader.</param>
/// <param name="Started">When it started, in clock ticks since the machine did.</param>
internal sealed record ProcessStat(int Id, string Name, char State, int Parent, int Group, long Started)
{
    public bool IsAlive => State is not ('Z' or 'X');

    public static ProcessStat? Of(int id)
    {
        try
        {
            return Parse(id, File.ReadAllText($"/proc/{id}/stat"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static IEnumerable<ProcessStat> All() => !Directory.Exists("/proc") ? [] : Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? Of(id) : null).OfType<ProcessStat>();

    /// <summary>The second field, the name, stands in parentheses and may hold blanks and parentheses itself.</summary>
    private static ProcessStat Parse(int id, string text)
    {
        var (open, close) = (text.IndexOf('('), text.LastIndexOf(')'));
        var fields = text[(close + 2)..].Split(' ');
        return new(id, text[(open + 1)..close], fields[0][0], int.Parse(fields[1]), int.Parse(fields[2]), long.Parse(fields[19]));
    }
}
