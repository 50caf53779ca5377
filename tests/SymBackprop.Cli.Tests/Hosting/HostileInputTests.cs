using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SymBackprop.Cli.Hosting;
using Xunit;

namespace SymBackprop.Cli.Tests.Hosting;

/// <summary>What nobody would call a network: every command answers with a message and a documented exit code.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const string Network = "network N\n  input x\n  target y\n  weight w\n  E = 1/2*(w*x - y)^2\n";

    private static readonly string[] Commands = ["derive", "emit", "eval", "gradcheck", "train", "plot"];

    private static readonly Dictionary<string, Func<byte[]>> Contents = new()
    {
        ["empty"] = () => [],
        ["wrong UTF-8"] = () => [.. Encoding.UTF8.GetBytes(Network), 0xC3, 0x28, 0xFF],
        ["half a UTF-8 character"] = () => Encoding.UTF8.GetBytes("E = ŷ")[..^1],
        ["null bytes"] = () => Encoding.UTF8.GetBytes("network N\0\n  weight w\0\n  E = w^2\0\n"),
        ["UTF-16 without a mark"] = () => Encoding.Unicode.GetBytes(Network),
        ["half a UTF-16 character"] = () => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Network), 0x00, 0xD8],
        ["ten megabytes of noise"] = () => Noise(10_000_000),
        ["ten megabytes of one line"] = () => Encoding.UTF8.GetBytes("E = " + string.Concat(Enumerable.Repeat("w + ", 2_500_000)) + "w"),
        ["ten megabytes of brackets"] = () => Encoding.UTF8.GetBytes(new string('(', 10_000_000)),
        ["a picture"] = () => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0xFF, 0xD8],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("sbp-hostile").FullName;

    public static TheoryData<string, string> Faulty
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string content in Contents.Keys)
            {
                foreach (string command in content.StartsWith("ten", StringComparison.Ordinal) ? Commands.Take(1) : Commands)
                {
                    data.Add(content, command);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public void FaultyFile_IsAnErrorInTheInput(string content, string command)
    {
        string file = Write("net.sbp", Contents[content]());

        (int code, string _, string error) = Sbp.Run(Arguments(command, file));

        Assert.Equal(ExitCode.InputError, code);
        Assert.Matches("error SBP[0-9]{4}: ", error);
        Assert.True(error.Length < 40_000, $"{error.Length} characters of messages");
        NoTrace(error);
    }

    [Theory]
    [InlineData("UTF-8", "\n")]
    [InlineData("UTF-8 with a mark", "\n")]
    [InlineData("UTF-16", "\n")]
    [InlineData("UTF-16 big end first", "\n")]
    [InlineData("UTF-32", "\n")]
    [InlineData("UTF-8", "\r\n")]
    [InlineData("UTF-8", "\r")]
    public void MarkedEncodings_AndAllLineEnds_AreRead(string encoding, string lineEnd)
    {
        Encoding written = encoding switch
        {
            "UTF-8 with a mark" => new UTF8Encoding(true),
            "UTF-16" => new UnicodeEncoding(false, true),
            "UTF-16 big end first" => new UnicodeEncoding(true, true),
            "UTF-32" => new UTF32Encoding(false, true),
            _ => new UTF8Encoding(false),
        };
        string text = Network.Replace("w*x", "σ(ŵ*x)", StringComparison.Ordinal).Replace("weight w", "weight ŵ", StringComparison.Ordinal).Replace("\n", lineEnd, StringComparison.Ordinal);
        string file = Write("net.sbp", [.. written.GetPreamble(), .. written.GetBytes(text)]);

        (int code, string output, string error) = Sbp.Run(["derive", file]);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("∂E/∂ŵ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("derive")]
    [InlineData("emit")]
    [InlineData("eval")]
    [InlineData("gradcheck")]
    [InlineData("train")]
    [InlineData("plot")]
    public void WhatIsNoFile_IsAnErrorInTheInput(string command)
    {
        foreach (string file in new[] { _folder, Path.Combine(_folder, "missing.sbp"), "/nowhere/at/all.sbp", "a\0b.sbp" })
        {
            (int code, string _, string error) = Sbp.Run(Arguments(command, file));

            Assert.Equal(ExitCode.InputError, code);
            Assert.Contains("error SBP", error, StringComparison.Ordinal);
            NoTrace(error);
        }
    }

    [Theory]
    [InlineData("eval", "--at", "{file}")]
    [InlineData("train", "--data", "{file}")]
    public void FaultyData_IsAnErrorInTheInput(string command, string option, string file)
    {
        string network = Write("net.sbp", Encoding.UTF8.GetBytes(Network));
        foreach ((string name, Func<byte[]> content) in Contents.Where(c => !c.Key.StartsWith("ten", StringComparison.Ordinal)))
        {
            file = Write("data", content());

            (int code, string _, string error) = Sbp.Run([command, network, option, file]);

            Assert.True(code == ExitCode.InputError, $"{name}: {code} {error}");
            NoTrace(error);
        }

        (int folder, string _, string message) = Sbp.Run([command, network, option, _folder]);
        Assert.Equal(ExitCode.InputError, folder);
        NoTrace(message);
    }

    [Theory]
    [InlineData("emit", "--out")]
    [InlineData("train", "--out")]
    [InlineData("train", "--plot")]
    [InlineData("plot", "--out")]
    public void UnwritableOutput_IsAnErrorInTheInput(string command, string option)
    {
        string network = Write("net.sbp", Encoding.UTF8.GetBytes(Network));
        string taken = Write("taken", []);
        string[] more = command == "train" ? ["--epochs", "1"] : [];

        (int code, string _, string error) = Sbp.Run([.. Arguments(command, network), option, Path.Combine(taken, "below"), .. more]);

        Assert.True(code == ExitCode.InputError, error);
        Assert.Contains("SBP6008", error, StringComparison.Ordinal);
        NoTrace(error);
    }

    [Fact]
    public void FullDisk_IsAnErrorAndNoTrace()
    {
        using var error = new StringWriter();
        using var output = new StreamWriter(new FullDisk());

        int code = Door.Enter(new Terminal(TextReader.Null, output, error, UsesColour: false), ["derive", "w^2"]);

        Assert.Equal(ExitCode.InputError, code);
        Assert.Contains("No space left", error.ToString(), StringComparison.Ordinal);
        NoTrace(error.ToString());
    }

    [Fact]
    public void Help_SaysWhatExitCodesMean()
    {
        (int code, string output, string _) = Sbp.Run(["--help"]);

        Assert.Equal(0, code);
        string flat = string.Join(' ', output.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        foreach (int known in new[] { ExitCode.Success, ExitCode.Disagreement, ExitCode.InputError, ExitCode.Usage, ExitCode.InternalError })
        {
            Assert.Matches($@"\b{known} [a-z]", flat);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void NoTrace(string error)
    {
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
        Assert.DoesNotContain("SBP9001", error, StringComparison.Ordinal);
    }

    private static byte[] Noise(int count)
    {
        byte[] bytes = new byte[count];
        new Random(5).NextBytes(bytes);
        return [.. bytes.Select(b => (byte)(32 + (b % 95)))];
    }

    private string[] Arguments(string command, string file) => command switch
    {
        "eval" or "plot" => [command, file, "--at", "{\"x\":1,\"y\":1,\"w\":1}"],
        "train" => [command, file, "--data", Write("good.csv", "x,y\n1,1\n"u8.ToArray())],
        _ => [command, file],
    };

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}
