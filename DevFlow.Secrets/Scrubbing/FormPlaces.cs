namespace DevFlow.Secrets;

/// <summary>The places in a text where a form stands, lasting or of a request, in order of where they begin.</summary>
internal ref struct FormPlaces(PatternTable<char> lasting, RequestForms ofRequests, ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private Place _lasting = Place.Before;
    private Place _ofRequests = Place.Before;
    private int _from;

    /// <summary>Where the place begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends: of all that begin there, the longest.</summary>
    public int End { get; private set; }

    /// <summary>Goes to the next place; false when there is none.</summary>
    public bool MoveNext()
    {
        // The one that lies further ahead is kept until the other has come up to it.
        if (_lasting.Start < _from)
            _lasting = new(lasting.Find(_text, _from, out var length), length);
        if (_ofRequests.Start < _from)
            _ofRequests = new(ofRequests.Find(_text, _from, out var length), length);
        Start = Math.Min(_lasting.Start, _ofRequests.Start);
        if (Start == int.MaxValue)
            return false;
        End = Math.Max(_lasting.Start == Start ? _lasting.End : 0, _ofRequests.Start == Start ? _ofRequests.End : 0);
        _from = Start + 1;
        return true;
    }

    private readonly record struct Place
    {
        public static readonly Place Before = new() { Start = -1 };

        public Place(int start, int length)
        {
            Start = start < 0 ? int.MaxValue : start;
            End = start + length;
        }

        public int Start { get; private init; }

        public int End { get; }
    }
}
