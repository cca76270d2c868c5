namespace DevFlow.KnowledgeHub.Reading;

/// <summary>The headings that what follows stands under.</summary>
internal sealed class Headings
{
    private readonly SortedList<int, string> _open = [];

    /// <summary>All of them, such as <c>Installing › Docker</c>.</summary>
    public string Path { get; private set; } = "";

    public void Enter(int level, string heading)
    {
        while (_open.Count > 0 && _open.Keys[^1] >= level)
            _open.RemoveAt(_open.Count - 1);
        if (heading.Length > 0)
            _open[level] = Shortened(heading);
        Path = string.Join(" › ", _open.Values);
    }

    private static string Shortened(string heading) => heading.Length <= 120 ? heading : $"{heading.AsSpan(0, 119)}…";
}
