using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Tensors that a method takes, or gives, one behind another in a single span.</summary>
/// <remarks>A method of ten thousand parameters compiles, but the run time refuses it; and nobody can call one of hundreds.</remarks>
internal sealed class TensorPack
{
    /// <summary>Up to so many tensors of a kind have parameters of their own.</summary>
    public const int MaximumParameters = 100;

    private readonly Dictionary<Tensor, SizePolynomial> _offsets = [];

    public TensorPack(string name, IEnumerable<Tensor> members, bool isResult)
    {
        Name = name;
        IsResult = isResult;
        Members = [.. members];
        SizePolynomial end = SizePolynomial.Zero;
        foreach (Tensor member in Members)
        {
            _offsets.Add(member, end);
            end += SizePolynomial.Product(member.Shape.Extents);
        }

        Length = end;
    }

    /// <summary>Gets the span's name, without @.</summary>
    public string Name { get; }

    public ImmutableArray<Tensor> Members { get; }

    public bool IsResult { get; }

    /// <summary>Gets how many numbers all members hold.</summary>
    public SizePolynomial Length { get; }

    /// <summary>Gets the symbolic sizes that the members' positions depend on.</summary>
    public IEnumerable<string> Sizes => Members.SelectMany(m => m.Shape.Extents).SelectMany(e => e.Atoms()).OfType<SizeSymbol>().Select(s => s.Name).Distinct();

    /// <summary>Returns where a member starts.</summary>
    public SizePolynomial Offset(Tensor member) => _offsets[member];

    public bool Contains(Tensor tensor) => _offsets.ContainsKey(tensor);

    /// <summary>Says what the span holds.</summary>
    public string Describe() => $"holds {SourceWriter.List([.. Members.Select(m => m.Name)])}, one behind another in the order of the network.";

    /// <summary>Returns the packs that a network's methods share: of a kind that has many tensors, all of them.</summary>
    public static ImmutableArray<TensorPack> Of(EquationSystem system)
    {
        HashSet<Tensor> givens = [.. system.Givens];
        HashSet<string> taken = [.. system.Givens.Concat(system.Roots).Select(t => CSharpNames.Spell(t.Name)), .. system.Sizes.Select(CSharpNames.Spell)];
        Tensor[] ofWeights =
            [.. system.Derivatives.Where(d => d.By.Role == TensorRole.Weight && d.ThenBy is null && d.Of == system.Error && d.Kind == RequestKind.Gradient).Select(d => d.Value).Where(IsComputed).Distinct()];
        ImmutableArray<TensorPack>.Builder packs = ImmutableArray.CreateBuilder<TensorPack>();
        Add("inputs", system.Givens.Where(g => g.Role == TensorRole.Input), isResult: false);
        Add("targets", system.Givens.Where(g => g.Role == TensorRole.Target), isResult: false);
        Add("weights", system.Givens.Where(g => g.Role == TensorRole.Weight), isResult: false);
        Add("gradient", ofWeights, isResult: true);
        Add("derivatives", system.Derivatives.Select(d => d.Value).Where(IsComputed).Distinct().Except(ofWeights), isResult: true);
        return packs.ToImmutable();

        bool IsComputed(Tensor tensor) => tensor != system.Error && !givens.Contains(tensor);

        void Add(string name, IEnumerable<Tensor> tensors, bool isResult)
        {
            Tensor[] members = [.. tensors.Where(t => !t.IsInteger)];
            if (members.Length > MaximumParameters)
            {
                packs.Add(new TensorPack(CSharpNames.Unique(name, taken), members, isResult));
            }
        }
    }
}
