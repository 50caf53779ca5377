using System;
using System.CommandLine;
using SymBackprop.Cli.Batch;
using SymBackprop.Cli.Hosting;

namespace SymBackprop.Cli.Commands;

/// <summary><c>sbp batch</c>: JSON Lines in, JSON Lines out.</summary>
internal static class BatchCommand
{
    private const string Description =
        """
        Answer JSON Lines requests on standard input, one line each, in order.
          {"id":1,"op":"eval","expr":"w*x","wrt":["w"],"at":{"w":2,"x":3},"want":["value","gradient","jacobian","hessian"]}
          {"id":2,"op":"derive","network":"…source…","wrt":["w"],"shapes":"W[n,m], x[m]","assume":["x > 0"]}
          {"id":3,"op":"equal","left":"sin(x)^2 + cos(x)^2","right":"1"}
          {"id":4,"op":"check","document":"…Markdown or LaTeX…","network":"…","define":["A(x) = 1/(1+e^{-x})"],"wrt":["w"],"strict":false}
        Answers: {"id":1,"ok":true,"value":6,"gradient":{"w":3}} or {"id":1,"ok":false,"diagnostics":[{"code","message","in","start","end"}]}.
        """;

    public static Command Create(Terminal terminal)
    {
        var limit = new Option<double>("--time-limit") { Description = "Seconds after which a request is given up.", DefaultValueFactory = _ => 60 };
        var command = new Command("batch", Description) { limit };
        command.SetAction(parsed =>
        {
            new BatchRunner(TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(limit), 0.1, 86_400))).Run(terminal);
            return ExitCode.Success;
        });
        return command;
    }
}
