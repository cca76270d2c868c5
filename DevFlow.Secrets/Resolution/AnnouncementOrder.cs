namespace DevFlow.Secrets;

/// <summary>Keeps the order of announcements, which may come twice, late, or not at all.</summary>
internal sealed class AnnouncementOrder
{
    private readonly Lock _placing = new();
    private long? _last;

    public AnnouncementPlace Place(SecretInvalidation invalidation)
    {
        if (invalidation.Generation is not { } generation)
            return AnnouncementPlace.Next;
        lock (_placing)
        {
            // When everything is asked for anew, what was counted before is of no more use; after a restore it would be wrong.
            if (invalidation.Key is null)
            {
                _last = generation;
                return AnnouncementPlace.Next;
            }

            if (generation == _last)
                return AnnouncementPlace.Seen;

            // Late, repeated, or from an announcer that began to count anew: to take it once more does no harm, to pass it over might.
            if (generation < _last)
            {
                _last = generation == 1 ? generation : _last;
                return AnnouncementPlace.Next;
            }

            var isGap = generation > _last + 1;
            _last = generation;
            return isGap ? AnnouncementPlace.AfterGap : AnnouncementPlace.Next;
        }
    }
}
