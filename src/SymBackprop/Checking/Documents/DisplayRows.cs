using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>Cuts a display into the rows of its <c>align</c> and kin.</summary>
/// <remarks>Rows end at <c>\\</c> where only such environments stand around it: not in braces, not in a matrix.</remarks>
internal sealed class DisplayRows(string text, EnvironmentPairs environments)
{
    private static readonly string[] RowCommands = ["eqalign", "eqalignno", "leqalignno", "displaylines"];

    private readonly TexScan _scan = new(text);
    private readonly DisplayTrim _trim = new(text, new TexScan(text));
    private readonly List<(FrameKind Kind, string Name)> _frames = [];
    private readonly List<ImmutableArray<DisplayPiece>> _rows = [];
    private readonly List<DisplayPiece> _row = [];
    private int _pieceStart;
    private int _opaque;
    private int _openUntil;
    private bool _hasClosed;
    private string? _environment;
    private bool _hasRows;

    private enum FrameKind
    {
        Aligned,
        Display,
        Opaque,
        Brace,
        RowsBrace,
    }

    public DisplaySplit Split(FormulaRegion region)
    {
        SourceSpan inner = _trim.Trim(region.Inner);
        if (region.Notation == LatexNotation.PlainText)
        {
            return new DisplaySplit([[new DisplayPiece(inner, false)]], null, false, -1);
        }

        Begin(inner.Start);
        for (int i = inner.Start; i < inner.End;)
        {
            i = text[i] switch
            {
                '\\' => TakeCommand(i, inner),
                '{' => Push(FrameKind.Brace, "", i + 1),
                '}' => TakeBrace(i),
                '%' => Math.Min(_scan.SkipComment(i), inner.End),
                _ => i + 1,
            };
        }

        EndPiece(inner.End);
        EndRow();
        if (_hasRows)
        {
            return new DisplaySplit([.. _rows.Select(_trim.TrimRow).Where(r => r.Length > 0)], _environment, true, _openUntil);
        }

        ImmutableArray<DisplayPiece> whole = [.. _rows.SelectMany(r => r)];
        ImmutableArray<DisplayPiece> trimmed = _trim.TrimRow(whole);
        return new DisplaySplit([trimmed.IsEmpty ? whole : trimmed], _environment, false, _openUntil);
    }

    private void Begin(int start)
    {
        _frames.Clear();
        _rows.Clear();
        _row.Clear();
        _pieceStart = start;
        _opaque = 0;
        _openUntil = -1;
        _hasClosed = false;
        _hasRows = false;
        _environment = null;
    }

    private int TakeCommand(int start, SourceSpan inner)
    {
        int end = _scan.CommandEnd(start, inner.End);
        string name = text.Substring(start + 1, end - start - 1);
        switch (name)
        {
            case "\\" or "cr" or "tabularnewline" when _opaque == 0 && _frames.Exists(f => f.Kind is FrameKind.Aligned or FrameKind.RowsBrace):
                EndPiece(start);
                EndRow();
                _pieceStart = name == "\\" ? _scan.RowEnd(end, inner.End) : end;
                return _pieceStart;
            case "begin" or "end":
                return EnvironmentPairs.Read(text, start) is { } mark && mark.Span.End <= inner.End ? TakeEnvironment(mark, inner) : end;
            case "intertext" or "shortintertext" when _opaque == 0 && _scan.GroupEnd(end, inner.End) is { } group:
                return Markup(start, group);
            case "left" or "right" when _opaque == 0:
                return TakeFence(name, start, end, inner);
        }

        if (_opaque == 0 && RowCommands.Contains(name))
        {
            int brace = _scan.SkipBlank(end, inner.End);
            if (brace < inner.End && text[brace] == '{')
            {
                Open(name, start);
                Markup(start, brace + 1);
                return Push(FrameKind.RowsBrace, name, brace + 1);
            }
        }

        return end;
    }

    private int TakeEnvironment(EnvironmentMark mark, SourceSpan inner)
    {
        EnvironmentKind? kind = EnvironmentCatalog.Find(mark.Name)?.Kind;
        bool counts = kind is EnvironmentKind.Aligned or EnvironmentKind.Display;
        SourceSpan? partner = environments.Partner(mark.Span.Start);
        bool isInside = partner is { } other && other.Start >= inner.Start && other.End <= inner.End;
        if (!isInside)
        {
            // Its other end stands in other dollar signs, or nowhere.
            if (partner is not { } far || !counts || _opaque > 0)
            {
                return mark.Span.End;
            }

            _openUntil = mark.IsBegin ? Math.Max(_openUntil, far.End) : _openUntil;
            _environment ??= mark.Name;
            return Markup(mark.Span.Start, mark.IsBegin ? _scan.AfterArguments(mark, inner.End) : mark.Span.End);
        }

        if (!mark.IsBegin)
        {
            bool isTransparent = Pop(mark.Name) && _opaque == 0;
            _hasClosed |= isTransparent && kind == EnvironmentKind.Aligned;
            return isTransparent ? Markup(mark.Span.Start, mark.Span.End) : mark.Span.End;
        }

        if (!counts || _opaque > 0)
        {
            return Push(FrameKind.Opaque, mark.Name, mark.Span.End);
        }

        if (kind == EnvironmentKind.Aligned)
        {
            Open(mark.Name, mark.Span.Start);
        }

        int end = _scan.AfterArguments(mark, inner.End);
        Markup(mark.Span.Start, end);
        return Push(kind == EnvironmentKind.Aligned ? FrameKind.Aligned : FrameKind.Display, mark.Name, end);
    }

    /// <summary>Begins an environment with rows; one beside another begins a row of its own.</summary>
    private void Open(string name, int start)
    {
        _environment ??= name;
        _hasRows = true;
        if (_hasClosed)
        {
            EndPiece(start);
            EndRow();
        }
    }

    /// <summary>The brace around a system of rows is no part of its first and last row.</summary>
    private int TakeFence(string name, int start, int end, SourceSpan inner)
    {
        int delimiter = _scan.SkipBlank(end, inner.End);
        int after = delimiter < inner.End && text[delimiter] == '\\' ? _scan.CommandEnd(delimiter, inner.End) : Math.Min(delimiter + 1, inner.End);
        if (name == "left")
        {
            int next = _scan.SkipBlank(after, inner.End);
            bool isAroundRows = EnvironmentPairs.Read(text, next) is { IsBegin: true } mark && EnvironmentCatalog.Find(mark.Name)?.Kind == EnvironmentKind.Aligned;
            return isAroundRows ? Markup(start, after) : end;
        }

        bool followsRows = _row.Count > 0 && _row[_row.Count - 1].IsMarkup && _scan.IsBlank(_pieceStart, start) && _hasClosed;
        return followsRows ? Markup(start, after) : end;
    }

    private int TakeBrace(int start)
    {
        if (_frames.Count == 0)
        {
            return start + 1;
        }

        (FrameKind kind, string _) = _frames[_frames.Count - 1];
        if (kind is FrameKind.Brace or FrameKind.RowsBrace)
        {
            RemoveLast();
        }

        if (kind == FrameKind.RowsBrace)
        {
            _hasClosed = true;
            return Markup(start, start + 1);
        }

        return start + 1;
    }

    private int Push(FrameKind kind, string name, int next)
    {
        _frames.Add((kind, name));
        _opaque += kind is FrameKind.Opaque or FrameKind.Brace ? 1 : 0;
        return next;
    }

    /// <summary>Ends the environment of that name, and what was left open in it.</summary>
    private bool Pop(string name)
    {
        int place = _frames.FindLastIndex(f => f.Name == name && f.Kind is FrameKind.Aligned or FrameKind.Display or FrameKind.Opaque);
        if (place < 0)
        {
            return false;
        }

        bool isTransparent = _frames[place].Kind != FrameKind.Opaque;
        while (_frames.Count > place)
        {
            RemoveLast();
        }

        return isTransparent;
    }

    private void RemoveLast()
    {
        _opaque -= _frames[_frames.Count - 1].Kind is FrameKind.Opaque or FrameKind.Brace ? 1 : 0;
        _frames.RemoveAt(_frames.Count - 1);
    }

    private int Markup(int start, int end)
    {
        EndPiece(start);
        _row.Add(new DisplayPiece(new SourceSpan(start, end), true));
        _pieceStart = end;
        return end;
    }

    private void EndPiece(int end)
    {
        if (end > _pieceStart)
        {
            _row.Add(new DisplayPiece(new SourceSpan(_pieceStart, end), false));
        }

        _pieceStart = end;
    }

    private void EndRow()
    {
        _rows.Add([.. _row]);
        _row.Clear();
        _hasClosed = false;
    }
}
