using System.Globalization;
using System.Text;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>
/// A log file that makes way for the next once it is full: <c>x.log</c> is the present one, <c>x.1.log</c> the last, and so on. Only its owner
/// reads it: a program may log what it should not.
/// </summary>
internal sealed class RollingFile(string path, long size, int files) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StringBuilder _text = new();
    private FileStream? _file;

    /// <summary>Appends the lines, each with the time at which it was heard, in UTC, and hands them to the operating system.</summary>
    public void Write(IReadOnlyList<LogLine> lines)
    {
        foreach (var line in lines)
        {
            _text.Append(line.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture)).Append(line.Content).Append('\n');
            // In pieces: what a flood brought in one batch may be more than one file holds.
            if (_text.Length >= size)
                Append();
        }

        Append();
    }

    public void Dispose() => _file?.Dispose();

    private void Append()
    {
        if (_text.Length == 0)
            return;
        _file ??= Open();
        if (_file.Length > 0 && _file.Length + _text.Length > size)
        {
            _file.Dispose();
            Roll();
            _file = Open();
        }

        // One write for all: without a buffer of its own there is nothing to lose, and whoever reads along sees whole lines.
        _file.Write(Utf8.GetBytes(_text.ToString()));
        _text.Clear();
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    private void Roll()
    {
        if (files == 1)
            File.Delete(path);
        for (var age = files - 1; age >= 1; age--)
        {
            if (File.Exists(Name(age - 1)))
                File.Move(Name(age - 1), Name(age), overwrite: true);
        }
    }

    private string Name(int age) => age == 0 ? path : Path.ChangeExtension(path, $".{age}.log");
}
