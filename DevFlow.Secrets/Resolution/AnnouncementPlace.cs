namespace DevFlow.Secrets;

/// <summary>Where an announcement stands among those that were seen.</summary>
internal enum AnnouncementPlace
{
    /// <summary>It follows the last one, is the first, or does not count.</summary>
    Next,

    /// <summary>Some before it were missed.</summary>
    AfterGap,

    /// <summary>It was seen before.</summary>
    Seen,
}
