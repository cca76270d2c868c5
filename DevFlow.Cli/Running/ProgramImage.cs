using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DevFlow.Cli.Running;

/// <summary>A program, its arguments and its environment as the system takes them. Lives as long as the process.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed unsafe class ProgramImage
{
    private const string Shell = "/bin/sh";

    private readonly string _path;
    private readonly IReadOnlyList<string> _command;
    private readonly byte** _environment;

    /// <param name="path">The file.</param>
    /// <param name="command">What was typed.</param>
    /// <param name="environment">The whole of it.</param>
    public ProgramImage(string path, IReadOnlyList<string> command, IDictionary<string, string?> environment)
    {
        _path = path;
        _command = command;
        _environment = Block([.. environment.Select(pair => $"{pair.Key}={pair.Value}")]);
    }

    /// <summary>
    /// Puts it in the place of devflow, in the very same process: terminal, signals, jobs and exit code are then its own, and nothing waits. Does not return.
    /// </summary>
    /// <exception cref="RunException">The system refuses to execute it.</exception>
    public void Execute()
    {
        // .NET ignores it, and a program that is executed goes on to ignore it: "yes | head -n 1" would not end.
        _ = Posix.Signal(Posix.SigPipe, 0);
        throw ProgramPath.Explain(
            Try((path, arguments) =>
            {
                Posix.Execute((byte*)path, (byte**)arguments, _environment);
                return Marshal.GetLastPInvokeError();
            }),
            _command[0]);
    }

    /// <summary>Starts it beside devflow.</summary>
    /// <param name="output">What is to be its standard output; null for that of devflow. Likewise its standard error.</param>
    /// <param name="error">See <paramref name="output"/>.</param>
    /// <returns>Its process.</returns>
    /// <exception cref="RunException">The system refuses to execute it.</exception>
    public int Spawn(SafeHandle? output, SafeHandle? error)
    {
        // Who starts devflow may have it ignore that a child ends, and there would be no exit code.
        _ = Posix.Signal(Posix.SigChild, 0);
        byte* actions = Opaque(), attributes = Opaque(), signals = Opaque();
        _ = Posix.InitFileActions(actions);
        foreach (var (handle, descriptor) in ((SafeHandle?, int)[])[(output, Descriptors.Output), (error, Descriptors.Error)])
        {
            if (handle is not null)
                _ = Posix.AddDuplicate(actions, (int)handle.DangerousGetHandle(), descriptor);
        }

        _ = Posix.EmptySet(signals);
        _ = Posix.AddSignal(signals, Posix.SigPipe);
        _ = Posix.InitAttributes(attributes);
        _ = Posix.SetDefaultSignals(attributes, signals);
        _ = Posix.SetFlags(attributes, Posix.ResetsSignals);

        var process = 0;
        var fault = Try((path, arguments) => Posix.Spawn(out process, (byte*)path, actions, attributes, (byte**)arguments, _environment));
        return fault == 0 ? process : throw ProgramPath.Explain(fault, _command[0]);
    }

    private int Try(Func<nint, nint, int> start)
    {
        var fault = start(Text(_path), (nint)Block(_command));

        // A script without its first line is one for the shell, as execvp(3) has it.
        return fault == Posix.NotExecutableFormat ? start(Text(Shell), (nint)Block([Shell, _path, .. _command.Skip(1)])) : fault;
    }

    private static byte* Opaque() => (byte*)NativeMemory.AllocZeroed(Posix.OpaqueSize);

    private static nint Text(string text) => Marshal.StringToCoTaskMemUTF8(text);

    private static byte** Block(IReadOnlyList<string> texts)
    {
        var block = (byte**)NativeMemory.AllocZeroed((nuint)texts.Count + 1, (nuint)sizeof(byte*));
        for (var i = 0; i < texts.Count; i++)
            block[i] = (byte*)Text(texts[i]);
        return block;
    }
}
