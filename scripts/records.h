/* Records, asked and made sooner by the compiled rooms (setup.py puts this before every C file that mypyc writes).
 *
 * mypyc knows the fields of its own classes, but asks a record of msgspec, a dataclass with slots or a named tuple for each field by
 * its name, and makes a dataclass or a named tuple by calling functions of Python. A field of such a class lies at the same place in
 * every record, so each line of C that asks for one remembers the class it met and the place where the field lay there; the next record
 * of that class is asked there. CPython does the same for its own instructions (PEP 659). A class that is changed gets another version (its
 * tp_version_tag), so what is remembered of it no longer holds. What is no such field is asked as ever.
 */
#ifndef STEMMA_RECORDS_H
#define STEMMA_RECORDS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>
#include <structmember.h>

#if defined(__GNUC__) && !defined(Py_GIL_DISABLED) && !defined(PYPY_VERSION) && PY_VERSION_HEX >= 0x030B0000

#define STEMMA_UNMET 0xFFFFFFFFu /* no class has this version: they are counted from 1 */
#define STEMMA_TRIES 64          /* a line that meets class after class stops looking for their places */
#define STEMMA_FIELDS 40         /* what has more is made as ever */

#ifdef __OPTIMIZE__
#define STEMMA_HERE static inline __attribute__((always_inline))
#else /* compiling soon is worth more than running soon */
#define STEMMA_HERE static
#endif

typedef struct {
    unsigned int version; /* of the class met last whose field has a place */
    int tries;
    Py_ssize_t place; /* of the field, in bytes behind the head of the record */
    PyTypeObject *kind; /* the enumeration asked last for a member, held */
    unsigned int kind_version;
    PyObject *member; /* that, held */
} stemma_field;

typedef struct {
    PyObject *called;     /* the class, dataclasses.replace or _replace; held, as all below */
    PyTypeObject *type;   /* of what is made */
    unsigned int version; /* of that */
    int tuple, changed;   /* a named tuple; a record like the one given first */
    PyObject *names;      /* of what was given by name */
    Py_ssize_t given;     /* by place */
    Py_ssize_t fields;
    Py_ssize_t place[STEMMA_FIELDS];  /* of each field, in bytes */
    signed char order[STEMMA_FIELDS]; /* which of the given it takes, -1: what it is where nothing is given */
    PyObject *unless[STEMMA_FIELDS];  /* that; NULL: what it is in the record given first */
} stemma_recipe;

typedef struct {
    stemma_recipe *recipe; /* of what this line made last */
    int tries;
} stemma_maker;

typedef struct {
    unsigned int version; /* of the class met last whose method is known */
    int tries;
    PyObject *method;
    stemma_recipe *recipe; /* where that is the _replace of a named tuple */
} stemma_method;

/* Where the field that `found` describes lies in records of `type`; 0 if it has no place of its own. */
static Py_ssize_t stemma_place(PyTypeObject *type, PyObject *found) {
    if (Py_IS_TYPE(found, &PyMemberDescr_Type)) {
        PyMemberDef *member = ((PyMemberDescrObject *)found)->d_member;
        if (member->type != T_OBJECT_EX || member->flags & ~READONLY || !PyType_IsSubtype(type, PyDescr_TYPE(found))) return 0;
        return member->offset;
    }
    if (PyType_IsSubtype(type, &PyTuple_Type) && !strcmp(Py_TYPE(found)->tp_name, "_collections._tuplegetter")) {
        PyObject *reduced = PyObject_CallMethod(found, "__reduce__", NULL); /* (its type, (index, its text)) */
        PyObject *given = reduced && PyTuple_Check(reduced) && PyTuple_GET_SIZE(reduced) > 1 ? PyTuple_GET_ITEM(reduced, 1) : NULL;
        Py_ssize_t index = given && PyTuple_Check(given) && PyTuple_GET_SIZE(given) ? PyLong_AsSsize_t(PyTuple_GET_ITEM(given, 0)) : -1;
        Py_XDECREF(reduced);
        PyErr_Clear();
        return index < 0 ? 0 : (Py_ssize_t)(offsetof(PyTupleObject, ob_item) + index * sizeof(PyObject *));
    }
    return 0;
}

/* Remember the member of an enumeration: Python 3.11 calls a function to find one. Nobody can set another under its name. */
static void stemma_enumerate(stemma_field *line, PyTypeObject *kind, PyObject *name, PyObject *value) {
    const char *meta = Py_TYPE(kind)->tp_name;
    if (line->member || Py_TYPE(value) != kind || (strcmp(meta, "EnumType") && strcmp(meta, "EnumMeta"))) return;
    _PyType_Lookup(kind, name); /* gives the class a version */
    if (!kind->tp_version_tag) return;
    Py_INCREF(kind);
    Py_INCREF(value);
    line->kind = kind;
    line->member = value;
    line->kind_version = kind->tp_version_tag;
}

static __attribute__((noinline)) PyObject *stemma_ask(stemma_field *line, PyObject *record, PyObject *name) {
    PyTypeObject *type = Py_TYPE(record);
    PyObject *value;
    if (record == (PyObject *)line->kind && line->kind->tp_version_tag == line->kind_version) {
        Py_INCREF(line->member);
        return line->member;
    }
    value = PyObject_GetAttr(record, name);
    if (value && PyType_Check(record)) stemma_enumerate(line, (PyTypeObject *)record, name, value);
    if (value && line->tries < STEMMA_TRIES && type->tp_getattro == PyObject_GenericGetAttr) {
        PyObject *found = _PyType_Lookup(type, name);
        Py_ssize_t place = found ? stemma_place(type, found) : 0;
        line->tries += 1;
        if (place && type->tp_version_tag) {
            line->place = place;
            line->version = type->tp_version_tag;
        }
    }
    return value;
}

STEMMA_HERE PyObject *stemma_get(stemma_field *line, PyObject *record, PyObject *name) {
    if (__builtin_expect(Py_TYPE(record)->tp_version_tag == line->version, 1)) {
        PyObject *value = *(PyObject **)((char *)record + line->place);
        if (__builtin_expect(value != NULL, 1)) {
            Py_INCREF(value);
            return value;
        }
    }
    return stemma_ask(line, record, name);
}

/* How many fields a class has that `collections.namedtuple` made and nobody changed; -1 if it is none. */
static Py_ssize_t stemma_fields(PyTypeObject *type) {
    PyObject *fields, *new, *module;
    Py_ssize_t count = -1;
    if (type->tp_base != &PyTuple_Type || type->tp_init != PyBaseObject_Type.tp_init || !type->tp_dict) return -1;
    fields = PyDict_GetItemString(type->tp_dict, "_fields");
    new = PyDict_GetItemString(type->tp_dict, "__new__");
    if (new && Py_IS_TYPE(new, &PyStaticMethod_Type)) {
        new = PyObject_GetAttrString(new, "__func__");
        Py_XDECREF(new); /* the class holds it */
    }
    if (!fields || !PyTuple_Check(fields) || !new || !PyFunction_Check(new)) return -1;
    module = PyDict_GetItemString(PyFunction_GET_GLOBALS(new), "__name__");
    if (module && PyUnicode_Check(module) && PyUnicode_GetLength(module) > 11) {
        const char *text = PyUnicode_AsUTF8(module);
        if (text && !strncmp(text, "namedtuple_", 11)) count = PyTuple_GET_SIZE(fields);
        PyErr_Clear();
    }
    return count;
}

/* Which of the given a field takes: the one of its name, or the one at its own place, -1 for none. */
static signed char stemma_given(stemma_recipe *recipe, PyObject *field, Py_ssize_t own) {
    for (Py_ssize_t k = 0; recipe->names && k < PyTuple_GET_SIZE(recipe->names); k++) {
        if (PyUnicode_Compare(PyTuple_GET_ITEM(recipe->names, k), field) == 0) own = recipe->given + k;
    }
    return own > 100 ? -1 : (signed char)own;
}

/* Fill in the fields of a named tuple; 0 if it is none. */
static int stemma_tuple(stemma_recipe *recipe) {
    Py_ssize_t count = stemma_fields(recipe->type), named = recipe->names ? PyTuple_GET_SIZE(recipe->names) : 0;
    PyObject *fields, *defaults;
    if (count < 1 || count > STEMMA_FIELDS || recipe->given + named > count + recipe->changed) return 0;
    fields = PyDict_GetItemString(recipe->type->tp_dict, "_fields");
    defaults = PyDict_GetItemString(recipe->type->tp_dict, "_field_defaults");
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *field = PyTuple_GET_ITEM(fields, at);
        recipe->place[at] = (Py_ssize_t)(offsetof(PyTupleObject, ob_item) + at * sizeof(PyObject *));
        recipe->order[at] = stemma_given(recipe, field, at < recipe->given && !recipe->changed ? at : -1);
        if (recipe->order[at] >= 0 || recipe->changed) continue;
        recipe->unless[at] = defaults ? PyDict_GetItemWithError(defaults, field) : NULL;
        if (recipe->unless[at] == NULL) return 0;
    }
    recipe->fields = count;
    return 1;
}

/* An attribute that an object is sure to keep, not held further; NULL without an error where there is none. */
static PyObject *stemma_kept(PyObject *object, const char *name) {
    PyObject *found = PyObject_GetAttrString(object, name);
    PyErr_Clear();
    Py_XDECREF(found);
    return found;
}

/* Fill in the fields of a dataclass with slots whose constructor only sets them; 0 if it is none. */
static int stemma_record(stemma_recipe *recipe) {
    PyTypeObject *type = recipe->type;
    PyObject *fields = type->tp_dict ? PyDict_GetItemString(type->tp_dict, "__dataclass_fields__") : NULL;
    PyObject *init = type->tp_dict ? PyDict_GetItemString(type->tp_dict, "__init__") : NULL, *name, *field;
    Py_ssize_t at = 0, count = 0, by_place = 0;
    if (!fields || !PyDict_Check(fields) || !init || !PyFunction_Check(init) || stemma_kept((PyObject *)type, "__post_init__")) return 0;
    if (type->tp_new != PyBaseObject_Type.tp_new || type->tp_dictoffset || type->tp_itemsize) return 0;
    if (PyUnicode_CompareWithASCIIString(((PyCodeObject *)PyFunction_GET_CODE(init))->co_filename, "<string>")) return 0;
    while (PyDict_Next(fields, &at, &name, &field)) {
        PyObject *found = _PyType_Lookup(type, name), *kind = stemma_kept(field, "_field_type");
        PyObject *unless = stemma_kept(field, "default"), *factory = stemma_kept(field, "default_factory");
        Py_ssize_t place = found ? stemma_place(type, found) : 0, own = -1;
        kind = kind ? stemma_kept(kind, "name") : NULL;
        if (count == STEMMA_FIELDS || place == 0 || !kind || !PyUnicode_Check(kind) || !unless || !factory) return 0;
        if (PyUnicode_CompareWithASCIIString(kind, "_FIELD") || stemma_kept(field, "init") != Py_True) return 0;
        if (stemma_kept(field, "kw_only") != Py_True) own = by_place++;
        if (own >= recipe->given || recipe->changed) own = -1;
        recipe->place[count] = place;
        recipe->order[count] = stemma_given(recipe, name, own);
        if (recipe->order[count] < 0 && !recipe->changed) {
            if (strcmp(Py_TYPE(factory)->tp_name, "_MISSING_TYPE") || !strcmp(Py_TYPE(unless)->tp_name, "_MISSING_TYPE")) return 0;
            recipe->unless[count] = unless;
        }
        count++;
    }
    recipe->fields = count;
    return count > 0;
}

/* How a line makes its records, NULL where that is left to Python; what it gives is known to be right, for one was just made of it. */
static stemma_recipe *stemma_learn(PyObject *called, PyTypeObject *type, Py_ssize_t given, PyObject *names) {
    stemma_recipe *recipe = PyMem_Calloc(1, sizeof(stemma_recipe));
    if (!recipe) return NULL;
    recipe->called = called;
    recipe->type = type;
    recipe->names = names;
    recipe->given = given;
    recipe->changed = called != (PyObject *)type;
    recipe->tuple = stemma_tuple(recipe);
    if ((!recipe->tuple && !stemma_record(recipe)) || !type->tp_version_tag) {
        PyMem_Free(recipe);
        PyErr_Clear();
        return NULL;
    }
    recipe->version = type->tp_version_tag;
    Py_INCREF(called);
    Py_INCREF(type);
    Py_XINCREF(names);
    for (Py_ssize_t at = 0; at < recipe->fields; at++) Py_XINCREF(recipe->unless[at]);
    return recipe;
}

/* True of a function of that name from that module: dataclasses.replace, the _replace that collections gives named tuples. */
static int stemma_is(PyObject *called, const char *from, const char *name) {
    PyObject *module = PyFunction_Check(called) ? ((PyFunctionObject *)called)->func_module : NULL;
    return module && PyUnicode_Check(module) && PyUnicode_CompareWithASCIIString(module, from) == 0 &&
           PyUnicode_CompareWithASCIIString(((PyFunctionObject *)called)->func_name, name) == 0;
}

static __attribute__((noinline)) PyObject *stemma_call(
    stemma_maker *line, PyObject *called, PyObject *const *given, size_t flagged, PyObject *names) {
    PyObject *made = PyObject_Vectorcall(called, given, flagged, names);
    Py_ssize_t count = PyVectorcall_NARGS(flagged);
    if (made && !line->recipe && line->tries < STEMMA_TRIES) {
        PyTypeObject *type = Py_TYPE(made);
        line->tries += 1;
        if ((called == (PyObject *)type && Py_IS_TYPE(called, &PyType_Type)) ||
            (count == 1 && names && Py_IS_TYPE(given[0], type) && stemma_is(called, "dataclasses", "replace")))
            line->recipe = stemma_learn(called, type, count, names);
    }
    return made;
}

/* What a line made before, of other values; NULL without an error where a field of the record given first is not set. */
static __attribute__((noinline)) PyObject *stemma_again(stemma_recipe *recipe, PyObject *const *given) {
    PyObject *made = recipe->type->tp_alloc(recipe->type, recipe->tuple ? recipe->fields : 0);
    if (!made) {
        PyErr_Clear();
        return NULL;
    }
    for (Py_ssize_t at = 0; at < recipe->fields; at++) {
        PyObject *value = recipe->order[at] >= 0 ? given[(Py_ssize_t)recipe->order[at]] : recipe->unless[at];
        if (!value) value = *(PyObject **)((char *)given[0] + recipe->place[at]);
        if (!value) {
            Py_DECREF(made);
            return NULL;
        }
        Py_INCREF(value);
        *(PyObject **)((char *)made + recipe->place[at]) = value;
    }
    return made;
}

static inline PyObject *stemma_make(
    stemma_maker *line, PyObject *called, PyObject *const *given, size_t flagged, PyObject *names) {
    stemma_recipe *recipe = line->recipe;
    if (recipe && called == recipe->called && names == recipe->names && PyVectorcall_NARGS(flagged) == recipe->given &&
        recipe->type->tp_version_tag == recipe->version && (!recipe->changed || Py_IS_TYPE(given[0], recipe->type))) {
        PyObject *made = stemma_again(recipe, given);
        if (made) return made;
    }
    return stemma_call(line, called, given, flagged, names);
}

/* A method that only its class can give: an object with attributes of its own might have another under that name. */
static __attribute__((noinline)) PyObject *stemma_seek(
    stemma_method *line, PyObject *name, PyObject *const *given, size_t flagged, PyObject *names) {
    PyTypeObject *type = Py_TYPE(given[0]);
    PyObject *value = PyObject_VectorcallMethod(name, given, flagged, names);
    if (value && line->tries < STEMMA_TRIES && type->tp_getattro == PyObject_GenericGetAttr && type->tp_dictoffset == 0) {
        PyObject *found = _PyType_Lookup(type, name);
        line->tries += 1;
        if (found && PyType_HasFeature(Py_TYPE(found), Py_TPFLAGS_METHOD_DESCRIPTOR) && type->tp_version_tag) {
            line->method = found;
            line->version = type->tp_version_tag;
            if (!line->recipe && names && PyVectorcall_NARGS(flagged) == 1 && stemma_is(found, "collections", "_replace"))
                line->recipe = stemma_learn(found, type, 1, names);
        }
    }
    return value;
}

static inline PyObject *stemma_do(
    stemma_method *line, PyObject *name, PyObject *const *given, size_t flagged, PyObject *names) {
    if (__builtin_expect(Py_TYPE(given[0])->tp_version_tag == line->version, 1)) {
        PyObject *method = line->method, *value;
        stemma_recipe *recipe = line->recipe;
        if (recipe && recipe->version == line->version && recipe->names == names && (value = stemma_again(recipe, given))) return value;
        Py_INCREF(method);
        value = PyObject_Vectorcall(method, given, flagged & ~PY_VECTORCALL_ARGUMENTS_OFFSET, names);
        Py_DECREF(method);
        return value;
    }
    return stemma_seek(line, name, given, flagged, names);
}

#define PyObject_GetAttr(record, name)                                 \
    __extension__({                                                    \
        static stemma_field stemma_line = {STEMMA_UNMET, 0, 0, NULL, 0, NULL}; \
        stemma_get(&stemma_line, (record), (name));                    \
    })
#define PyObject_Vectorcall(called, given, flagged, names)             \
    __extension__({                                                    \
        static stemma_maker stemma_line = {NULL, 0};               \
        stemma_make(&stemma_line, (called), (given), (flagged), (names)); \
    })
#define PyObject_VectorcallMethod(name, given, flagged, names)         \
    __extension__({                                                    \
        static stemma_method stemma_line = {STEMMA_UNMET, 0, NULL, NULL}; \
        stemma_do(&stemma_line, (name), (given), (flagged), (names));  \
    })

#endif
#endif
