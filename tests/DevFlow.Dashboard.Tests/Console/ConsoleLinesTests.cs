using DevFlow.Dashboard.Components.Console;
using DevFlow.Dashboard.Feed;
using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Tests;

public sealed class ConsoleLinesTests
{
    private readonly ConsoleBoard _board = new(new() { MaxConsoleLines = 10 });

    [Fact]
    public void The_oldest_lines_make_way()
    {
        Write(1, 25);

        Assert.Equal(Enumerable.Range(16, 10), _board.Lines("engine").Select(line => line.Number));
        Assert.Equal(10, _board.Count("engine"));
        Assert.Empty(_board.Lines("another"));
    }

    [Fact]
    public void A_page_takes_only_what_is_new_to_it()
    {
        Write(1, 3);
        var lines = new ConsoleLines(_board, "engine", 10);

        Assert.True(lines.Read(keepOldest: false));
        Assert.False(lines.Read(keepOldest: false));
        Write(4, 5);
        Assert.True(lines.Read(keepOldest: false));

        Assert.Equal([1, 2, 3, 4, 5], lines.Rows.Select(row => row.Line.Number));
    }

    [Fact]
    public void What_somebody_reads_stays_while_there_is_room_twice()
    {
        var lines = new ConsoleLines(_board, "engine", 10);
        foreach (var first in new[] { 1, 9, 17 })
        {
            Write(first, first + 7);
            lines.Read(keepOldest: true);
        }

        Assert.Equal(Enumerable.Range(5, 20), lines.Rows.Select(row => row.Line.Number));
        Write(25, 25);
        lines.Read(keepOldest: false);
        Assert.Equal(Enumerable.Range(16, 10), lines.Rows.Select(row => row.Line.Number));
    }

    [Fact]
    public void Cleared_lines_come_back_only_when_asked_for()
    {
        Write(1, 4);
        var lines = new ConsoleLines(_board, "engine", 10);
        lines.Read(keepOldest: false);

        lines.Clear();
        Write(5, 5);
        lines.Read(keepOldest: false);
        Assert.Equal([5], lines.Rows.Select(row => row.Line.Number));
        lines.Restore();

        Assert.Equal([1, 2, 3, 4, 5], lines.Rows.Select(row => row.Line.Number));
    }

    [Fact]
    public void A_colour_left_on_by_one_stream_does_not_reach_the_other()
    {
        _board.Add("engine", [new(1, default, "\e[31mred", IsError: true), new(2, default, "plain", IsError: false), new(3, default, "red still", IsError: true)]);
        var lines = new ConsoleLines(_board, "engine", 10);
        lines.Read(keepOldest: false);

        Assert.Equal([true, false, true], lines.Rows.Select(row => row.Segments[0].Style.Foreground is not null));
    }

    [Fact]
    public void A_search_goes_round()
    {
        Write(1, 10);
        var lines = new ConsoleLines(_board, "engine", 10);
        lines.Read(keepOldest: false);
        var search = new ConsoleSearch();

        search.For("LINE 1", lines.Rows);
        Assert.Equal(2, search.Count);
        search.Step(-1);
        Assert.Equal(10, search.Current?.Line.Number);
        search.Step(1);
        Assert.Equal("1 of 2 lines", search.Progress);
        search.Step(-1);
        Assert.Equal("2 of 2 lines", search.Progress);
        search.For("nowhere", lines.Rows);
        search.Step(1);

        Assert.Null(search.Current);
        Assert.Equal("no match", search.Progress);
    }

    private void Write(int first, int last) => _board.Add("engine", [.. Enumerable.Range(first, last - first + 1).Select(number => new ConsoleLine(number, default, $"line {number}", IsError: false))]);
}
